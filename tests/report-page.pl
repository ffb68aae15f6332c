# report-page.pl WORK: TAP on the page that report.pl makes of the tables and figures in WORK. Called by t-report.sh.
use strict;
use warnings;
use JSON::PP;
use Chromium;

my $work = shift;
my ($number, $bad) = (0, 0);
sub ok { my ($good, $what, @why) = @_; $number++; $bad ||= !$good; print $good ? '' : 'not ', "ok $number - $what\n", map { "# $_\n" } $good ? () : @why }
sub slurp { open my $in, '<:raw', $_[0] or return ''; local $/; return scalar <$in> }
$| = 1;
print "TAP version 13\n";

# ---- the page by itself
my $said = qx{plots/report/report.pl '$work' '$work/whole' 2>&1};
ok($? != 0 && $said =~ /regret_rules\.svg.* is missing/ && !-e "$work/whole/index.html", 'a figure that is not drawn is an error, and leaves no page', $said);
$said = qx{plots/report/report.pl --partial '$work' '$work/report' 2>&1};
ok($? == 0 && $said eq '', 'the page is made', $said);
my $page = slurp("$work/report/index.html");
my @claims = map { decode_json($_) } split /\n/, slurp("$work/report/data/claims.jsonl");
my $ledger = () = slurp('proofs_checks/claims.tsv') =~ /\n(?=.)/g;
ok(@claims == $ledger && (() = $page =~ /<tr role="row" data-verdict=/g) == $ledger, "a row for each of the $ledger statements");
ok(index($page, 'not drawn:</strong> regret_rules') > 0, 'the page says what is not on it');
ok(!-e "$work/bench.tsv" && $page !~ /bench_/, 'without make bench no figure of speed is missed');

(my $body = $page) =~ s/<(script|style)>.*?<\/\1>//gs;
my (@open, @unbalanced);
for ($body =~ /<(\/?[a-z][a-z0-9]*)\b[^>]*?(?<!\/)>/g) {
    next if /^(?:meta|link|input|br|!doctype)$/;
    if (s/^\///) { my $was = pop @open // 'nothing'; push @unbalanced, "</$_> closes <$was>" if $was ne $_; next; }
    push @open, $_;
}
ok(!@open && !@unbalanced, 'every element is closed', @unbalanced[0 .. ($#unbalanced < 3 ? $#unbalanced : 3)]);
my %ids;
$ids{$_}++ for $body =~ /\sid="([^"]+)"/g;
my @twice = grep { $ids{$_} > 1 } sort keys %ids;
ok(!@twice, 'no id twice', "@twice");
my @links = $body =~ /\shref="([^"]*)"/g;
my @broken = grep { /^#(.*)/ ? !$ids{$1} : !/^data:/ && !-s "$work/report/$_" } @links;
ok(@links > 200 && !@broken, scalar(@links) . ' links resolve', "@broken");
my @refers = grep { !$ids{$_} } map { split } $body =~ /\s(?:aria-labelledby|aria-controls|for)="([^"]+)"/g;
ok(!@refers, 'what labels refer to is there', "@refers");
ok($page !~ /(?:src|href)\s*=\s*["'](?:https?:)?\/\//i && $page !~ /\@import|url\((?!#)/, 'nothing is fetched from elsewhere');
my @figures = $body =~ /<figure .*?<\/figure>/gs;
ok(@figures == 6 && !grep({ !/<h3/ || !/<figcaption><p>.{40}/ || !/href="data\/\w+\.tsv"/ || !/href="figures\/\w+\.gp"/ || !/href="figures\/\w+\.pdf"/ || !/class="wide"/ || !/class="narrow"/ } @figures),
    'a figure has title, caption, data, script, file and two drawings');
sub texts { my $s = shift; return join "\n", map { s/<[^>]*>//gr } $s =~ /<text>(.*?)<\/text>/gs }
my @changed = grep {
    my ($name) = /^<figure id="figure-(\w+)"/;
    my ($wide, $narrow) = /<svg class="wide"(.*?)<\/svg>.*?<svg class="narrow"(.*?)<\/svg>/s;
    texts($wide) ne texts(slurp("$work/plots/$name.svg")) || texts($narrow) ne texts(slurp("$work/plots/column/$name.svg"));
} @figures;
ok(!@changed, 'what is written in a drawing is what gnuplot wrote', map { substr $_, 0, 40 } @changed);
my @tables = $body =~ /<table .*?<\/table>/gs;
ok(@tables >= 5 && !grep({ !/<caption/ || !/<th [^>]*scope="col"/ || !/<th [^>]*scope="row"/ } @tables), 'a table has a caption, and heads of columns and rows');

# ---- in a browser
my $program = Chromium::find();
if (!$program) {
    print "ok ", ++$number, " - in a browser # SKIP chromium is not installed (make setup CHROMIUM=1)\n1..$number\n";
    exit $bad;
}
my $c = Chromium->start($program);
my $url = "file://$work/report/index.html";
my $visible = q{Array.from(document.querySelectorAll('#claims tbody tr')).filter(r => r.getClientRects().length > 0)};
for my $scheme (qw(light dark)) {
    $c->scheme($scheme);
    for my $width (1200, 360) {
        $c->window($width, 900);
        $c->open_page($url);
        ok($_->[1] eq '', "$scheme, $width wide: $_->[0]", $_->[1]) for $c->look($width, "$work/$scheme-$width.png");
        my ($wide, $narrow) = map { $c->value("document.querySelector('figure svg.$_').getClientRects().length") } qw(wide narrow);
        ok($width > 640 ? $wide && !$narrow : $narrow && !$wide, "$scheme, $width wide: the drawing for that width");
    }
}
sub paper { return $c->value('getComputedStyle(document.body).backgroundColor') }
my $dark = paper();
$c->value("document.getElementById('theme-light').click()");
my $light = paper();
$c->open_page($url);
ok($dark ne $light && $light eq 'rgb(255, 255, 255)' && paper() eq $light, 'the switch goes before the system, and is kept', "$dark $light " . paper());
$c->value("document.getElementById('theme-auto').click()");

$c->window(1200, 900);
$c->open_page($url);
my $set = sub {
    my %to = @_;
    my $assign = join '', map { qq{f.elements['$_'].value = @{[encode_json([$to{$_}])]}[0];} } sort keys %to;
    return $c->value("(function () { const f = document.getElementById('filters'); f.elements.search.value = ''; for (const s of f.querySelectorAll('select')) s.value = ''; $assign" .
        "f.dispatchEvent(new Event('input', {bubbles: true})); const rows = $visible; return [rows.length, parseInt(document.getElementById('shown').textContent), rows.map(r => r.cells[0].textContent).join(' ')]; })()");
};
my @wrong;
my $tried = 0;
my $agrees = sub {
    my ($fits, %filter) = @_;
    my @want = map { $_->{id} } grep { $fits->($_) } @claims;
    my $got = $set->(%filter);
    $tried++;
    push @wrong, join(' ', %filter, "shows $got->[0], says $got->[1], expected " . @want) if $got->[0] != @want || $got->[1] != @want || $got->[2] ne "@want";
};
for my $key (qw(verdict level status)) {
    my %values = map { $_->{$key} => 1 } @claims;
    for my $v (sort keys %values) { $agrees->(sub { $_[0]{$key} eq $v }, $key => $v); }
}
$agrees->(sub { $_[0]{verdict} eq 'holds' && $_[0]{level} eq 'formal' }, verdict => 'holds', level => 'formal');
my $has = sub { my $text = lc join ' ', @{$_[0]}{qw(id where statement verdict correction counterexample evidence note level status)}; return index($text, $_[1]) >= 0 };
$agrees->(sub { $has->($_[0], 'lambda21') }, search => 'Lambda21');
$agrees->(sub { $has->($_[0], 'coq:') && $has->($_[0], 'regret') && $_[0]{verdict} eq 'false as printed' }, search => 'regret  coq:', verdict => 'false as printed');
$agrees->(sub { 0 }, search => 'no such words');
my $places = $c->value(q{Array.from(document.getElementById('f-place').options).map(o => o.value).filter(Boolean)});
my $sum = 0;
$sum += $set->(place => $_)->[0] for @$places;
push @wrong, "the places add up to $sum" if $sum != @claims;
# By place: what stands in a theorem's own lines is told from its proof's.
my $proof = $set->(place => 'Appendix A: proof of Theorem 1')->[2];
push @wrong, "Appendix A: $proof" if $proof !~ /\bEQ22\b.*\bEQ34\b/ || $proof =~ /\bTH1\b/;
ok(!@wrong, "$tried filters and @{[scalar @$places]} places show the statements of the ledger that they should", @wrong);
$c->value("document.querySelector('#filters button').click()");
$c->value('new Promise(r => setTimeout(r, 20))');
ok($c->value("$visible.length") == @claims, 'the button takes the filters away');
$set->(search => 'no such words');
$c->value("location.hash = '#TH1'; new Promise(r => setTimeout(r, 50))");
ok($c->value("document.getElementById('TH1').getClientRects().length") == 1, 'a link to a statement that is filtered away shows it');

# ---- by the keyboard
$c->open_page($url);
my (@order, @unseen);
for (1 .. 60) {
    $c->press('Tab', 9);
    my $at = $c->value(q{(function () { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
        const all = Array.from(document.querySelectorAll('*'));
        return [all.indexOf(e), e.id || e.className || e.textContent.slice(0, 20), s.outlineStyle !== 'none' && r.left >= 0 && r.bottom > 0 && r.top < innerHeight, e.tagName]; })()});
    push @order, $at;
    push @unseen, $at->[1] if !$at->[2];
    last if $at->[1] =~ /^EQ|numbers/ || $at->[3] eq 'SUMMARY';
}
ok($order[0][1] eq 'skip' && $order[0][2], 'Tab: the first stop is the skip link, in sight');
my @back = grep { $order[$_][0] <= $order[$_ - 1][0] } 1 .. $#order;
ok(!@back && !@unseen, 'Tab: in the order of the page, and seen at each of ' . @order . ' stops', "@unseen", map { $order[$_][1] } @back);
my %stopped = map { $_->[1] => 1 } @order;
ok(!grep({ !$stopped{"f-$_"} } qw(verdict level place status search)), 'Tab: reaches every filter', join ' ', map { $_->[1] } @order);
ok($c->value(q{Array.from(document.querySelectorAll('input, select')).every(e => e.labels.length > 0)}), 'every control has a label');
$c->value("document.getElementById('f-verdict').focus()");
$c->press('ArrowDown', 40);
ok($c->value("document.getElementById('f-verdict').value") eq 'holds' && $c->value("$visible.length") == grep({ $_->{verdict} eq 'holds' } @claims), 'a filter set by the arrow key');

# ---- without scripts, and on paper
$c->call('Emulation.setScriptExecutionDisabled', {value => JSON::PP::true});
$c->open_page($url);
ok($c->value("$visible.length") == @claims && $c->value("document.getElementById('filters').getClientRects().length") == 0, 'without JavaScript every row is there, and no filter');
$c->call('Emulation.setScriptExecutionDisabled', {value => JSON::PP::false});
$c->scheme('dark');
$c->open_page($url);
$c->pdf("$work/page.pdf");
my $pages = () = slurp("$work/page.pdf") =~ m{/Type\s*/Page\b}g;
ok($pages >= 10, "printed: $pages pages");
if (qx{pdftotext -v 2>&1} =~ /pdftotext/) {
    my $text = qx{pdftotext -layout '$work/page.pdf' -};
    my @lost = grep { $text !~ /(?<![\w-])\Q$_->{id}\E(?![\w-])/ } @claims;
    ok(!@lost, 'printed: every statement', map { $_->{id} } @lost);
} else {
    print "ok ", ++$number, " - printed: every statement # SKIP pdftotext is not installed\n";
}
$c->stop;
print "1..$number\n";
exit $bad;
