"""Sentences as tired people type them, in several parts, and letters that they pass on; seen from Wed 2 Dec 2026.

`away`: the person is away themselves. `unfit`: that part is said back as not recorded; `?`: it is asked back, and this reading is offered.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from advisor import api
from advisor.cli import sources
from advisor.cli.situation.scene import Scene
from advisor.cli.situation.sentence_parts import interpret_part, parts_of, scene_after
from advisor.dialogue.quantities import Problem
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.restated_days import said_once

_HELD = [{"held_on": "2026-11-24"}]
SITUATIONS = {
    "wait": [{"company": "Brightwell", "stage": "interviewed", "interviews": _HELD}],
    "two": [
        {"company": "Hooli", "stage": "interviewed", "interviews": _HELD},
        {
            "company": "Initech",
            "stage": "offered",
            "offer_form": "verbal",
            "answer_by": "2026-12-07",
        },
    ],
    "pending": [
        {"company": "Hooli", "stage": "interviewed", "interviews": _HELD},
        {"company": "Initech", "stage": "offered", "offer_form": "written"},
        {"company": "Vandelay", "stage": "interviewed", "interviews": _HELD},
    ],
    "offers": [
        {"company": "Hooli", "stage": "offered", "offer_form": "written"},
        {"company": "Initech", "stage": "offered", "offer_form": "written"},
    ],
    "many": [
        {"company": "Hooli", "stage": "interviewed", "interviews": _HELD},
        {"company": "Initech", "stage": "offered", "offer_form": "written"},
        {"company": "Vandelay", "stage": "interviewed", "interviews": _HELD},
        {"company": "Kubic", "stage": "interviewed", "interviews": _HELD},
    ],
    "taken": [
        {"company": "Hooli", "stage": "interviewed", "interviews": _HELD},
        {"company": "Initech", "stage": "accepted", "offer_form": "written"},
        {"company": "Vandelay", "stage": "interviewed", "interviews": _HELD},
    ],
    "silent": [
        {
            "company": "City Council",
            "stage": "interviewed",
            "interviews": [{"held_on": "2026-11-09"}],
        },
        {"company": "Hooli", "stage": "interviewed", "interviews": [{"held_on": "2026-11-20"}]},
    ],
    "checks": [
        {"company": "Hooli", "stage": "accepted", "offer_form": "conditional"},
        {"company": "Vandelay", "stage": "interviewed", "interviews": _HELD},
    ],
    "raise": [{"company": "Initech", "stage": "offered", "offer_form": "written"}],
    "next": [
        {
            "company": "City Council",
            "stage": "interview_scheduled",
            "interviews": [{"held_on": "2026-12-09"}],
        }
    ],
}
_OWN = {"raise": {"employed_now": True, "counter_offer": "made"}}
SENTENCES = """
two: changed my mind, I keep Initech = nobody
two: Initech changed their mind = they-took-back-the-offer Initech
two: told Initech im out = i-declined Initech
wait: Brightwell ghosted me = not so
wait: the interview at Brightwell went well, they promised to call me on monday = unfit + they-answered Brightwell promised_reply_on 7 Dec
two: the offer is in writing now = the-offer-came-in-writing Initech on 2 Dec
two: I have it in writing now = the-offer-came-in-writing Initech on 2 Dec
two: Initech need my answer now = they-named-a-deadline Initech answer_by 2 Dec
two: Initech gave me more time until thursday = they-gave-me-time-unasked Initech extension_granted_until 10 Dec
two: Initech gave me more time until the 14th = they-gave-me-time-unasked Initech extension_granted_until 14 Dec
wait: Brightwell sent me a coding test, due friday = they-set-me-a-task Brightwell task_due_on 4 Dec
wait: they want me to do an assessment by sunday = they-set-me-a-task Brightwell task_due_on 6 Dec
wait: they asked what salary I want = they-asked-about-pay Brightwell
wait: they still owe me my travel money = they-owe-me-travel-costs Brightwell
two: I told Initech I need until the 10th, they said ok = ask-for-extension Initech + they-gave-me-more-time Initech
two: I was going to withdraw from Hooli but they called with an offer = ? they-made-an-offer Hooli
two: I was about to thank them = not so
two: Initech lowered their offer = they-lowered-their-offer Initech
two: Initech cut the salary to 45k = they-lowered-their-offer Initech
two: Initech now wants to pay me less = they-lowered-their-offer Initech on 2 Dec
two: Initech came back with a lower offer = they-lowered-their-offer Initech
two: Initech raised the salary by 5k = they-offered-other-terms Initech
wait: Brightwell offered me a job at a lower salary than I asked for = they-made-an-offer Brightwell
two: Initech offered me a lower salary = they-lowered-their-offer Initech
two: my boss wants me to stay = my-employer-offered-more
wait: Brightwell reimbursed me = they-paid-my-travel-costs Brightwell
wait: they paid for my train = they-paid-my-travel-costs Brightwell
wait: Brightwell asked me to wait another two weeks = they-answered Brightwell promised_reply_on 16 Dec
two: Initech want my answer, due friday = they-named-a-deadline Initech answer_by 4 Dec
two: Initech want an answer in ten days, so the 12th = they-named-a-deadline Initech answer_by 12 Dec
two: Initech want an answer in ten days, so the 15th = two days
two: the second interview at Hooli is next thursday, that's the 10th = an-interview-was-arranged Hooli held_on 10 Dec
two: Hooli will decide in ten days, that's the 12th = they-answered Hooli promised_reply_on 12 Dec
two: Hooli called on friday and want references by the 9th = they-asked-for-references Hooli on 27 Nov
two: the offer letter came today = the-offer-came-in-writing Initech on 2 Dec
two: Initech will send it in writing on monday = they-promised-the-paper Initech paper_promised_on 7 Dec
two: they asked me for an occupational health form = the-offer-has-conditions Initech
two: my boss wants an answer by friday = ? they-named-a-deadline Initech answer_by 4 Dec
raise: boss wants an answer by friday = ? they-named-a-deadline Initech answer_by 4 Dec
checks: the DBS came back clear = the-conditions-are-met Hooli
checks: Hooli rang, the references came back fine = the-conditions-are-met Hooli
raise: I told my boss no = weigh-the-counter-offer
raise: I turned down my boss's offer = weigh-the-counter-offer
wait: they called and said no = they-turned-me-down Brightwell
wait: they emailed to say no = they-turned-me-down Brightwell
wait: Brightwell rang to say yes = they-made-an-offer Brightwell
wait: Brightwell wrote and rejected me = they-turned-me-down Brightwell
wait: HR rang and they've turned me down = they-turned-me-down Brightwell
wait: got a call from Brightwell and they said no = they-turned-me-down Brightwell
wait: Brightwell called and said they need until friday = they-answered Brightwell promised_reply_on 4 Dec
wait: Brightwell called and asked for references = they-asked-for-references Brightwell
wait: I called and withdrew = i-withdrew Brightwell
wait: Brightwell want me to give a presentation on tuesday = an-interview-was-arranged Brightwell held_on 8 Dec
wait: they've asked me to do a presentation next tuesday = an-interview-was-arranged Brightwell held_on 8 Dec
many: they called and said no = ? they-turned-me-down Hooli
many: Vandelay rang and said no = they-turned-me-down Vandelay
two: Initech rang and gave me until friday = they-named-a-deadline Initech answer_by 4 Dec
two: Initech called and took the offer back = they-took-back-the-offer Initech
two: Initech want references = nobody
two: I gave Initech my references = i-gave-my-references Initech
two: asked Initech for more time and they said that's fine = ask-for-extension Initech + they-gave-me-more-time Initech
two: asked Initech for more time yesterday, they said ok = ask-for-extension Initech on 1 Dec + they-gave-me-more-time Initech
two: Initech withdrew the offer because of budget cuts = they-took-back-the-offer Initech + unfit
two: I withdrew from Hooli because I signed with Initech = i-withdrew Hooli + i-signed Initech
wait: We regret to inform you that on this occasion you have not been successful = they-turned-me-down Brightwell
wait: "We are pleased to offer you the position of assistant" = they-made-an-offer Brightwell
wait: "Following your interview, we are delighted to offer you the post" = they-made-an-offer Brightwell
wait: they rang this morning, no decision until friday = they-answered Brightwell on 2 Dec promised_reply_on 4 Dec
wait: they rang, they want me, need to know by friday = they-answered Brightwell + ? they-answered Brightwell + unfit
wait: they rang, they offered me the job = they-made-an-offer Brightwell
pending: they rang and offered me the job = ? they-made-an-offer Hooli
pending: they rang, they offered me the job, they want an answer by friday = ? they-made-an-offer Hooli + they-named-a-deadline Initech answer_by 4 Dec
wait: they offered me the job if my references are ok = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell
wait: they rang and offered me the job, subject to a DBS check and references = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell
wait: offered me the job, provided I pass the medical = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell
wait: brightwell rang, they offer me the job subject to references, pay is less than I hoped, they want an answer by friday lunchtime = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell + i-want-other-terms Brightwell + they-named-a-deadline Brightwell answer_by 4 Dec
wait: they offered me the job, less pay than hoped, answer by friday = they-made-an-offer Brightwell + i-want-other-terms Brightwell + they-named-a-deadline Brightwell answer_by 4 Dec
wait: they offered me the job provided the board agrees = they-made-an-offer Brightwell + unfit
wait: they offered me the job if I can start in january = they-made-an-offer Brightwell + unfit
wait: they offered me the job and the cat sang = ? they-made-an-offer Brightwell + unfit
wait: they will offer me the job if I pass = not so
silent: the council promised to tell me within ten days = they-answered City Council on 9 Nov promised_reply_on 19 Nov
silent: council promised 10 days on 12 nov = they-answered City Council on 12 Nov promised_reply_on 22 Nov
silent: the council promised me a decision in two weeks = they-answered City Council on 9 Nov promised_reply_on 23 Nov
silent: council said they would decide within ten days = ? they-answered City Council on 9 Nov promised_reply_on 19 Nov
silent: nothing from council in 3 weeks, they promised ten days = they-answered City Council on 9 Nov promised_reply_on 19 Nov
silent: nothing from hooli, they said ten days = they-answered Hooli on 20 Nov promised_reply_on 30 Nov
silent: haven't heard from hooli, they said two weeks = they-answered Hooli on 20 Nov promised_reply_on 4 Dec
silent: hooli said two weeks, nothing yet = they-answered Hooli on 20 Nov promised_reply_on 4 Dec
wait: haven't heard, they said ten days = they-answered Brightwell on 24 Nov promised_reply_on 4 Dec
wait: they said ten days but I have heard nothing = they-answered Brightwell on 24 Nov promised_reply_on 4 Dec
wait: no word yet and they said two weeks = they-answered Brightwell on 24 Nov promised_reply_on 8 Dec
wait: haven't heard they told me within a week = they-answered Brightwell on 24 Nov promised_reply_on 1 Dec
wait: still no answer, they said by friday = they-answered Brightwell on 24 Nov promised_reply_on 4 Dec
wait: they have not called, they said by monday = they-answered Brightwell on 24 Nov promised_reply_on 7 Dec
wait: they said ten days = they-answered Brightwell promised_reply_on 12 Dec
wait: haven't heard, they offered me the job = ? they-made-an-offer Brightwell
wait: haven't heard, they rang on monday = ? they-answered Brightwell on 30 Nov
silent: council rang and promised an answer within ten days = they-answered City Council promised_reply_on 12 Dec
silent: council rang, they promised an answer within ten days = they-answered City Council promised_reply_on 12 Dec
silent: council will let me know within ten days = they-answered City Council promised_reply_on 12 Dec
silent: council promised an answer by friday = they-answered City Council promised_reply_on 4 Dec
silent: council promised an answer by 20 november = they-answered City Council on 9 Nov promised_reply_on 20 Nov
silent: council said they would let me know by 25 november = they-answered City Council on 9 Nov promised_reply_on 25 Nov
silent: my consultant at Reed emailed, hooli want a second interview on friday = an-interview-was-arranged Hooli held_on 4 Dec
silent: rang council yesterday, nobody answered = i-reached-nobody City Council on 1 Dec
wait: brightwell emailed me an offer, pending background check = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell
wait: they offered me the job but only if I pass a drug test = they-made-an-offer Brightwell + the-offer-has-conditions Brightwell
wait: HR rang to offer me the job, they need my answer by tomorrow 5pm = they-made-an-offer Brightwell + they-named-a-deadline Brightwell answer_by 3 Dec
wait: they offered me the job as long as my referees say nice things = they-made-an-offer Brightwell + unfit
silent: council still silent = not so
silent: radio silence from the council = not so
silent: Reed says Hooli went with someone else = they-turned-me-down Hooli
silent: reed told me that hooli want to see me again on friday = an-interview-was-arranged Hooli held_on 4 Dec
silent: Jo at Reed rang to say Hooli turned me down = they-turned-me-down Hooli
silent: agency rang, hooli want to see me again friday = an-interview-was-arranged Hooli held_on 4 Dec
silent: Reed rang = nobody Reed
silent: I rang the council yest but no one picked up, left a msg = i-reached-nobody City Council on 1 Dec
wait: I'll accept if they pay more = not so
wait: we would like to offer you the job. When can you start? = they-made-an-offer Brightwell
wait: they rang this morning, should I write back? = they-answered Brightwell on 2 Dec + unfit
wait: they turned me down. what now? = they-turned-me-down Brightwell + unfit
wait: is it too late to thank them? they turned me down = they-turned-me-down Brightwell + unfit
pending: pay at initech is lower than I hoped = i-want-other-terms Initech
pending: I want to negotiate the pay with initech = i-want-other-terms Initech
pending: not happy with the salary = i-want-other-terms Initech
pending: the pay isn't what I hoped for = i-want-other-terms Initech
pending: I'd like to ask initech for more money = i-want-other-terms Initech
pending: I was hoping for more = i-want-other-terms Initech
two: told hooli and initech i have an offer = ? tell-pending-employer Hooli
many: told hooli I have an offer = tell-pending-employer Hooli
many: told kubic about my other offer = tell-pending-employer Kubic
many: hooli knows about the offer = they-know-of-my-offer Hooli
many: told hooli and vandelay I have an offer = tell-pending-employer Hooli + tell-pending-employer Vandelay
many: told hooli, vandelay and kubic about my offer = tell-pending-employer Hooli + tell-pending-employer Vandelay + tell-pending-employer Kubic
many: told them both I have an offer = ? they-know-of-my-offer Hooli
many: told the others about my offer = tell-pending-employers
many: told them all about my offer = they-all-know-of-my-offer
many: told all of them I have an offer = they-all-know-of-my-offer
many: everyone knows = they-all-know-of-my-offer
many: nobody knows about my offer = not so
many: told hooli = nobody
many: hooli and vandelay turned me down = they-turned-me-down Hooli + they-turned-me-down Vandelay
pending: told them both = they-know-of-my-offer Hooli + they-know-of-my-offer Vandelay
pending: they both know about the offer = they-know-of-my-offer Hooli + they-know-of-my-offer Vandelay
pending: they both said no yesterday = ? they-turned-me-down Hooli on 1 Dec
pending: told initech i'm in = i-accepted Initech
taken: withdrew from hooli = i-withdrew Hooli
taken: withdrew from hooli and vandelay = i-withdrew Hooli + i-withdrew Vandelay
taken: withdrew from the others = withdraw-the-rest
pending: band 5 is right, they can't do 6 = they-refused-the-terms Initech
pending: they can't go higher = they-refused-the-terms Initech
pending: that's the top of the range = they-refused-the-terms Initech
pending: hr said the pay scale is fixed = they-refused-the-terms Initech
pending: initech won't go above £31,000 = they-refused-the-terms Initech
pending: they said no to 34k = they-refused-the-terms Initech
pending: they'll see what they can do = they-are-checking-the-terms Initech
pending: rang about the band, waiting for them to check = they-are-checking-the-terms Initech
pending: they are looking into it = ? they-answered Hooli
pending: initech came back with 52k = they-offered-other-terms Initech
pending: they met me halfway at £56,500 = they-offered-other-terms Initech
pending: initech agreed to band 6 = they-agreed-to-the-terms Initech
wait: they offered me 52k = they-made-an-offer Brightwell
wait: left a message with the ward clerk = i-reached-nobody Brightwell
wait: left a voicemail for HR yesterday = i-reached-nobody Brightwell on 1 Dec
wait: spoke to reception, she'll pass it on = i-reached-nobody Brightwell
wait: rang brightwell, no answer = i-reached-nobody Brightwell
wait: rang brightwell but she was in a meeting = i-reached-nobody Brightwell
wait: couldn't get through to brightwell = i-reached-nobody Brightwell
wait: nobody picked up = i-reached-nobody Brightwell
wait: they didn't pick me = they-turned-me-down Brightwell
wait: phoned yesterday = ? they-answered Brightwell on 1 Dec
wait: she's off till monday = my-contact-is-away Brightwell contact_back_on 7 Dec
pending: spoke to reception, she'll pass it on = ? i-reached-nobody Hooli
pending: recruiter rang, 2nd interview at hooli on thursday = an-interview-was-arranged Hooli held_on 3 Dec
pending: agency emailed, vandelay want to see me again on friday = an-interview-was-arranged Vandelay held_on 4 Dec
wait: got an email from brightwell, second interview on tuesday = an-interview-was-arranged Brightwell held_on 8 Dec
wait: second interview at brightwell on tuesday = ? an-interview-was-arranged Brightwell on 1 Dec
offers: decided, I'm taking hooli, not initech = i-made-up-my-mind Hooli + i-decided-to-accept Hooli
wait: I'm away 10–17 Dec = away
wait: on holiday next week = away
wait: I'll be on holiday until the 15th = away
wait: we're off to my mum's till monday = away
wait: going to spain on friday for a week = away
wait: going to wait until friday = nobody
wait: my contact is on holiday next week = my-contact-is-away Brightwell contact_back_on 11 Dec
wait: she is away until monday = my-contact-is-away Brightwell contact_back_on 7 Dec
offers: I'm going to hooli on friday = ? i-decided-to-accept Hooli
offers: it's initech = i-decided-to-accept Initech
offers: hooli it is = i-decided-to-accept Hooli
offers: decided on hooli = i-decided-to-accept Hooli
offers: going with hooli = i-decided-to-accept Hooli
offers: turning initech down then = i-decided-to-decline Initech
offers: taking hooli and saying no to initech = i-decided-to-accept Hooli + i-decided-to-decline Initech
offers: turned initech down = i-declined Initech
pending: turning hooli down = i-want-to-withdraw Hooli
pending: withdrawing from vandelay = i-want-to-withdraw Vandelay
pending: decided, I'm taking initech, not hooli = i-made-up-my-mind Initech + i-decided-to-accept Initech
pending: it's hooli = nobody
wait: didnt get it, gutted = they-turned-me-down Brightwell
wait: Monzo called = nobody Monzo
two: hooli is a no so i accepted initech = they-turned-me-down Hooli + i-accepted Initech
two: turned initech down = i-declined Initech
two: the second one gave me til the 14th = ? they-named-a-deadline Initech answer_by 14 Dec
two: had a call from initech asking for my decision by monday = they-named-a-deadline Initech answer_by 7 Dec
next: the council have moved my interview to the 11th = an-interview-was-moved City Council held_on 11 Dec
next: my interview on 9 december is cancelled = an-interview-was-cancelled City Council
"""
ROWS = [line.split(" = ") for line in SENTENCES.strip().splitlines()]


@cache
def advisor() -> api.Advisor:
    return api.Advisor(api.load_pack(with_tests=False))


def scene_of(name: str, folder: Path) -> Scene:
    file = folder / "mine.yaml"
    file.write_text(
        yaml.safe_dump(
            {"today": "2026-12-02", **_OWN.get(name, {}), "applications": SITUATIONS[name]}
        )
    )
    (case,) = sources.read_source(str(file), advisor().program).cases
    return Scene(advisor(), str(file), case)


def shown(scene: Scene, told: ReportedEvent) -> str:
    group = told.placed_event.group
    words = [told.placed_event.event.name, scene.whole_name(group) if group else ""]
    if told.day is not None:
        words.append(f"on {date.fromordinal(told.day):%-d %b}")
    if told.fact is not None:
        words.append(f"{told.fact[1]} {date.fromordinal(int(told.fact[2])):%-d %b}")
    return " ".join(filter(None, words))


def heard(scene: Scene, text: str) -> str:
    found: list[str] = []
    once = said_once(text, scene.decision.today)
    if isinstance(once, Problem):
        return "two days"
    for part in parts_of(scene, once):
        one = interpret_part(scene, part)
        meant = one.meant
        if part.left_out is not None:
            found.append("unfit")
        elif meant.is_own_absence:
            found.append("away")
        elif meant.is_denied or meant.unknown_names or not one.fits:
            found.append(
                "not so" if meant.is_denied else " ".join(["nobody", *meant.unknown_names])
            )
        else:
            found.append(f"{'' if meant.is_sure else '? '}{shown(scene, one.fits[0])}")
            scene = scene_after(scene, one.fits[0]) if meant.is_sure else scene
    return " + ".join(found)


@pytest.mark.parametrize(("said", "expected"), ROWS, ids=[said for said, _ in ROWS])
def test_what_is_typed_in_haste_means_this(said: str, expected: str, tmp_path: Path) -> None:
    name, _, text = said.partition(": ")
    assert heard(scene_of(name, tmp_path), text) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I turned down Initech and had a beer", "had a beer"),
        ("Hooli turned me down and laughed", "laughed"),
    ],
)
def test_what_is_not_clear_is_said_back_as_it_was_typed(
    text: str, left: str, tmp_path: Path
) -> None:
    parts = parts_of(scene_of("two", tmp_path), text)
    assert [part.text for part in parts if part.left_out] == [left]
