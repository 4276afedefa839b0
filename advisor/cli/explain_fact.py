"""`advisor explain --why-fact`: what a concluded fact rests on, for each instance that is meant."""

from __future__ import annotations

from advisor import api
from advisor.backends.oracle.why_not import lacking, why_not_concluded
from advisor.cli.fact_names import concluded_facts
from advisor.cli.scene import Scene
from advisor.cli.sources import AdvisorOptions
from advisor.cli.terminal import Failure, page_style, show
from advisor.rendering.explanation_json import fact_explanation_object
from advisor.rendering.layout import Style, json_text
from advisor.rendering.proof_tree import FactProof, explain_fact
from advisor.rendering.proofs import render_fact_proof
from advisor.rendering.why_not import render_why_nots


def explain_facts(
    scene: Scene,
    name: str,
    target: str | None,
    advisor_options: AdvisorOptions,
    format: str,
    is_whole: bool,
) -> int:
    """Show why the fact is what it is, as `format` says; the exit status: 1 where it is given nowhere.

    Raises: Failure, where nothing is called that.
    """
    found = concluded_facts(scene, name, target)
    root = scene.case.situation.root
    proofs = [
        explain_fact(scene.program, root, scene.decision, place, fact) for place, fact in found
    ]
    is_given = any(proof.is_given for proof in proofs)
    if format == "json":
        document = fact_explanation_object(scene.decision.today, proofs)
        show(json_text(document))
    elif format == "svg":
        show(_drawing(proofs))
    else:
        style = page_style()
        show("\n".join(_screen(scene, proof, advisor_options, style, is_whole) for proof in proofs))
    return 0 if is_given else 1


def _screen(
    scene: Scene, proof: FactProof, advisor_options: AdvisorOptions, style: Style, is_whole: bool
) -> str:
    """The proof; where the fact is not given, what the rules that could conclude it lack."""
    home = "" if advisor_options.pack else str(advisor_options.folder)
    if proof.is_given:
        return render_fact_proof(proof, style, home)
    lines = [style.bold(line) for line in style.wrap(f"{proof.title}: not given")]
    why_nots = why_not_concluded(
        scene.program,
        scene.case.situation.root,
        scene.decision,
        proof.fact.fact,
        proof.fact.place,
        api.check_pack(advisor_options.folder).texts,
    )
    fact, root = proof.fact, scene.case.situation.root
    lacks = lacking(scene.program, root, scene.decision, fact.fact, fact.place)
    if lacks:
        words = f"What its default is made of is not all given: {'; '.join(lacks)}"
        lines += ["", *style.wrap(words, "  ", "    ")]
    if not why_nots:
        return "".join(f"{line}\n" for line in lines)
    shown = render_why_nots(why_nots, scene.decision.today, style, home, is_whole)
    return "".join(f"{line}\n" for line in lines) + "\n" + shown


def _drawing(proofs: list[FactProof]) -> str:
    """The proof as SVG.

    Raises: Failure, where it is of several instances.
    """
    from advisor.rendering.proof_drawing import draw_fact

    if len(proofs) > 1:
        raise Failure(
            f"a drawing shows one fact, and {len(proofs)} are called so; say of which by --for"
        )
    return draw_fact(proofs[0])
