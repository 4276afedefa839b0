#!/bin/sh
# lowdown, discount and cmark: Markdown to a page, and to a printed letter, as Debian has them.
# Guess:   lowdown and discount, which name CommonMark and add tables to it, say of plain lists and words what cmark
#          says; what is struck out is struck out in each form, or stands between its marks.
# Happens: for discount a list of two numbered points and a list of dashes below it are one of three points, and a list that
#          is written from 5 on begins with 1. For lowdown a_b_c is a, b and c with b stressed, as a name of a file is. What
#          is struck out is a word like others in lowdown's forms for printing (ms, man) and for Gemini: "from 45 50".
# Seen:    lowdown 1.0.0, discount 2.2.7, cmark 0.30.2 of Debian 12. 5 < 6 is right in all three.
# Matters: advice is written once and shown in many forms, where what was withdrawn is said, and the fifth step is the first.
set -eu
version=${1:-1.0.0-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "lowdown=$version" discount=2.2.7-2 libmarkdown2=2.2.7-2 cmark=0.30.2-6 libcmark0.30.2=0.30.2-6 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
LD_LIBRARY_PATH="$dir/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")"
export LD_LIBRARY_PATH
changed=0
show() { # the program, the Markdown, the guess, and what is known
  # shellcheck disable=SC2086  # a program with its option
  seen=$(printf "$2\n" | LC_ALL=C.UTF-8 timeout 20 root/usr/bin/$1 2>/dev/null | sed 's/&lt;\|&#60;/\&lt;/' | grep -v '^\.' | tr -s '\n' ' ' | sed 's/> </></g; s/ *$//')
  printf '%-16s %-32s guess: %s\n%50sseen:  %s\n' "$1" "$2" "$3" "" "$seen"
  [ "$seen" = "$4" ] || changed=1
}
echo "lowdown $version, discount 2.2.7-2, cmark 0.30.2-6"
for program in cmark markdown lowdown; do show $program '5 < 6' '<p>5 &lt; 6</p>' '<p>5 &lt; 6</p>'; done
show cmark '5. five' '<ol start="5"><li>five</li></ol>' '<ol start="5"><li>five</li></ol>'
show lowdown '5. five' '<ol start="5"><li>five</li></ol>' '<ol start="5"><li>five</li></ol>'
show markdown '5. five' '<ol start="5"><li>five</li></ol>' '<ol><li>five</li></ol>'
show cmark '1. one\n2. two\n\n- three' 'a list of 2, a list of 1' '<ol><li>one</li><li>two</li></ol><ul><li>three</li></ul>'
show lowdown '1. one\n2. two\n\n- three' 'a list of 2, a list of 1' '<ol><li><p>one</p></li><li><p>two</p></li></ol><ul><li>three</li></ul>'
show markdown '1. one\n2. two\n\n- three' 'a list of 2, a list of 1' '<ol><li>one</li><li><p>two</p></li><li><p>three</p></li></ol>'
show cmark 'see a_b_c' '<p>see a_b_c</p>' '<p>see a_b_c</p>'
show markdown 'see a_b_c' '<p>see a_b_c</p>' '<p>see a_b_c</p>'
show lowdown 'see a_b_c' '<p>see a_b_c</p>' '<p>see a<em>b</em>c</p>'
show lowdown 'from ~~45~~ 50' '<p>from <del>45</del> 50</p>' '<p>from <del>45</del> 50</p>'
show "lowdown -tms" 'from ~~45~~ 50' 'from ~~45~~ 50, or struck out' 'from 45 50'
show "lowdown -tman" 'from ~~45~~ 50' 'from ~~45~~ 50, or struck out' 'from 45 50'
show "lowdown -tgemini" 'from ~~45~~ 50' 'from ~~45~~ 50, or struck out' 'from 45 50'
show markdown 'a 1/2 day (c)' '<p>a 1/2 day (c)</p>' '<p>a &frac12; day &copy;</p>'
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
