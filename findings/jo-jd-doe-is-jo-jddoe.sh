#!/bin/sh
# addressparser, nodemailer, email-addresses and address-rfc2822 (npm): who a letter is from and to.
# Guess:   a header of addresses means the same to all four, or is refused; a quoted part of a name keeps its blank, a
#          quoted mailbox its quotes, without which it is no address; a comment is no part of an address.
# Happens: Jo "JD" Doe is Jo JDDoe for the last two. "jo doe"@example.org is `jo doe @example.org` for the first and
#          `jo doe@example.org` for the last two; a comment within an address leaves a blank in it for the first. Doe,
#          Jo <jo@example.org> is one person for nodemailer, two for the first, one of them without an address, and
#          refused by the others, as is an empty place after a comma, which RFC 5322 allows to readers. "a@b.org" as a
#          name is A@B.Org for the last.
# Seen:    addressparser 1.0.1, nodemailer 10.6.1, email-addresses 5.0.0, address-rfc2822 2.2.4. RFC 5322, 3.2.4: the
#          quotes are no part of the text, but the blanks between two words of a name are one blank.
# Matters: an answer goes to nobody, or greets somebody by half of a name.
set -eu
version=${1:-1.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "addressparser@$version" nodemailer@10.6.1 email-addresses@5.0.0 \
  address-rfc2822@2.2.4
cat > ask.cjs <<'JS'
const addressparser = require("addressparser");
const { parseAddressList } = require("email-addresses");
const nodemailer = require("nodemailer/lib/addressparser");
const rfc2822 = require("address-rfc2822");
const shown = (name, address) => `${name ?? ""}<${address}>`;
const parsers = [
  (text) => addressparser(text).map(({ name, address }) => shown(name, address)),
  (text) => (nodemailer.default ?? nodemailer)(text).map(({ name, address }) => shown(name, address)),
  (text) => parseAddressList(text).map(({ name, address }) => shown(name, address)),
  (text) => rfc2822.parse(text).map((one) => shown(one.name() || one.phrase, one.address)),
];
const refused = "refused";
const cases = [ // the header, the guess, and what each of the four makes of it
  ["Jo Doe <jo@example.org>", "Jo Doe<jo@example.org>", 0, 0, 0, 0],
  ['Jo "JD" Doe <jo@example.org>', "Jo JD Doe<jo@example.org>", 0, 0, "Jo JDDoe<jo@example.org>",
    "Jo JDDoe<jo@example.org>"],
  ['"jo doe"@example.org', '<"jo doe"@example.org>', "<jo doe @example.org>", 0, "<jo doe@example.org>",
    "<jo doe@example.org>"],
  ["jo(work)@example.org", "<jo@example.org>", "<jo @example.org>", "work<jo@example.org>", 0,
    "Work<jo@example.org>"],
  ["Doe, Jo <jo@example.org>", refused, "Doe<> Jo<jo@example.org>", "Doe, Jo<jo@example.org>", 0, 0],
  ["<jo@example.org>,", "<jo@example.org>", 0, 0, refused, refused],
  ['"a@b.org" <jo@example.org>', "a@b.org<jo@example.org>", 0, 0, 0, "A@B.Org<jo@example.org>"],
];
const read = (parse, text) => {
  try {
    return parse(text).join(" ");
  } catch {
    return refused;
  }
};
console.log("addressparser, nodemailer, email-addresses, address-rfc2822");
let changed = false;
for (const [text, guess, ...known] of cases) {
  const seen = parsers.map((parse) => read(parse, text));
  console.log(`${text}\n    guess: ${guess}\n    seen:  ${seen.join("\n           ")}`);
  changed ||= known.some((value, index) => seen[index] !== (value || guess));
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.cjs
