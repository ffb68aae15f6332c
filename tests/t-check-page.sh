#!/bin/sh
# The page of assay check --format html, in a headless Chromium: two widths, light and dark, by the keyboard.
cd "$(dirname "$0")/.." || exit 1
assay=${ASSAY:-$PWD/build/assay}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/right" "$dir/wrong" "$dir/sparse"
perl tests/make-trace.pl "$dir/right"
perl tests/make-trace.pl "$dir/wrong" wrong=2
perl tests/make-trace.pl "$dir/sparse" lambda1=0.5 lambda21=1 wrong=3
"$assay" check --variant paper --format html -o "$dir/page.html" "$dir/right" "$dir/wrong" "$dir/sparse" >/dev/null 2>&1
perl -Itests - "$dir" <<'EOF'
use strict;
use warnings;
use Chromium;

my $dir = shift;
my ($number, $bad) = (0, 0);
sub ok { my ($good, $what, @why) = @_; $number++; $bad ||= !$good; print $good ? '' : 'not ', "ok $number - $what\n", map { "# $_\n" } $good ? () : @why }
print "TAP version 13\n";
my $program = Chromium::find();
if (!$program) { print "1..0 # SKIP chromium is not installed (make setup CHROMIUM=1)\n"; exit; }
my $c = Chromium->start($program);
for my $scheme (qw(light dark)) {
    $c->scheme($scheme);
    for my $width (1200, 360) {
        $c->window($width, 900);
        $c->open_page("file://$dir/page.html");
        ok($_->[1] eq '', "$scheme, $width wide: $_->[0]", $_->[1]) for $c->look($width, "$dir/$scheme-$width.png");
    }
}
my $verdict = $c->value("document.querySelector('h1').textContent");
ok($verdict eq '1 of 3 conform, 2 of 3 deviate', 'the verdict comes first', $verdict);
ok($c->value(q{Array.from(document.querySelectorAll('th')).every(e => e.scope) && Array.from(document.querySelectorAll('a')).every(a => document.getElementById(a.hash.slice(1)))}),
    'heads have a scope, links resolve');
$c->press('Tab', 9);
ok($c->value('document.activeElement.className + (document.activeElement.getBoundingClientRect().left >= 0)') eq 'skiptrue', 'Tab: the first stop is the skip link, in sight');
ok($c->value(q{Array.from(document.querySelectorAll('.wide, figure.full')).every(e => e.tabIndex === 0)}), 'what scrolls sideways can be reached by the keyboard');
$c->stop;
print "1..$number\n";
exit $bad;
EOF
