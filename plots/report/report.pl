#!/usr/bin/env perl
# The report page: report.pl [--partial] BUILD OUT writes OUT/index.html, one file with figures, style and script in it, the
# tables into OUT/data and the figures as files into OUT/figures. It reads BUILD/plots/*.svg (and column/*.svg, for narrow
# windows), BUILD/experiments/*.tsv and what `assay claims` says when run. A figure that is not drawn is an error; with
# --partial it is left out, and the page says so.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use FindBin;
use lib $FindBin::Bin;
use Time::HiRes 'time';
use Html;
use Ledger;
use Figure;
use Results;
use Provenance;

my $partial = @ARGV && $ARGV[0] eq '--partial' ? shift : 0;
die "usage: report.pl [--partial] BUILD OUT\n" if @ARGV != 2;
my ($build, $out) = @ARGV;
my $scripts = "$FindBin::Bin/..";
my $tables = "$build/experiments";
my $began = time;

# Section id, heading, what it is about, figures.
my @sections = (
    ['regret', 'Regret', 'The update (6) on convex problems whose minimiser is known or certified, against the bounds of Section 3.',
        qw(regret_rules regret_bounds regret_adam curvature regret_adversary regret_slopes counterexamples corollary regret_baselines)],
    ['norms', 's against s̃', 'The group norm: s as it is run, A⁻¹s as printed, A<sup>−1/2</sup>s as the argmin of (6) has it.',
        qw(norms norms_difference norms_init norms_models deletes deletes_objective)],
    ['section-4', 'The claims of Section 4', 'Click-through-rate models on synthetic data, a teacher of sparse features, by the kernels of fast/.', qw(lasso pruning dimension extreme)],
    ['arithmetic', 'Arithmetic', 'Theorem 2, ε and rounding.', qw(theorem_2_bits theorem_2_steps epsilon untouched ulp envelope)],
    ['teaching', 'To teach with', 'What one step does.', qw(shrink_map path heatmap step)],
    (-s "$build/bench.tsv" ? ['speed', 'Speed', 'The kernels of fast/ and the judge on the machine that made this page (<code>make bench</code>).', qw(bench_growth bench_roofline bench_judge)] : ()));

# Scripts that no section names are shown too; those of speed are drawn where make bench has been.
my %placed = map { $_ => 1 } 'style', map { @$_[3 .. $#$_] } @sections;
my @others = grep { !$placed{$_} && !/^bench_/ } map { /([^\/]*)\.gp$/ } sort glob "$scripts/*.gp";
push @sections, ['more', 'More figures', 'Not of any section above.', @others] if @others;

sub drawn { my $f = shift; return -s "$build/plots/$f.svg" && -s "$build/plots/column/$f.svg" }
my @absent = grep { !drawn($_) } map { @$_[3 .. $#$_] } @sections;
fail("$build/plots/$absent[0].svg or column/$absent[0].svg is missing: make report draws both") if @absent && !$partial;
my $missing = @absent ? "<p><strong>Not on this page, for they are not drawn:</strong> @absent.</p>\n" : '';
mkdir $_ for $out, "$out/data", "$out/figures";

# The ledger, rerun. Exit status 1 is a failed check: the page shows it.
$ENV{SGL_CHECKS} = "$build/proofs_checks";
my $claims_began = time;
system("'$build/assay' claims --format json >'$out/data/claims.jsonl.part'");
my $claims_seconds = time - $claims_began;
fail('assay claims gave nothing') if !-s "$out/data/claims.jsonl.part";
rename "$out/data/claims.jsonl.part", "$out/data/claims.jsonl" or fail("$out/data/claims.jsonl: $!");
my $ledger = Ledger->new("$out/data/claims.jsonl");
my $results = Results->new($tables);

my $body = '';
for my $s (@sections) {
    my ($id, $heading, $about, @figures) = @$s;
    my @there = grep { drawn($_) } @figures;
    next if !@there && !($id eq 'section-4' && @{$results->{rows}});
    $body .= qq{<section aria-labelledby="$id">\n<h2 id="$id">$heading</h2>\n<p>$about</p>\n};
    $body .= $results->claims_table . $results->words . $results->comparisons if $id eq 'section-4' && @{$results->{rows}};
    $body .= Figure::html($_, $build, $out, $scripts) for @there;
    $body .= $results->bounds_table if $id eq 'regret';
    $body .= "</section>\n";
    push @$s, 'shown';
}
copy_file("$scripts/$_", "$out/figures/$_") for qw(style.gp draw.sh);

my @contents = (['glance', 'At a glance'], ['ledger', 'The ledger'], (map { [$_->[0], $_->[1]] } grep { $_->[-1] eq 'shown' } @sections), ['made', 'Versions and times']);
my $contents = join '', map { qq{<li><a href="#$_->[0]">$_->[1]</a></li>} } @contents;
my $style = read_text("$FindBin::Bin/page.css");
my $code = read_text("$FindBin::Bin/page.js");
my $versions = Provenance::environment($tables, "$build/assay");
my $total = @{$ledger->{claims}};
my $measured = $results->{summaries};
my $times = Provenance::timing($tables, ['the ledger’s checks', $claims_seconds], ['the page', time - $began - $claims_seconds]);

open my $page, '>:encoding(UTF-8)', "$out/index.part" or fail("$out/index.part: $!");
print $page <<"HTML";
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>assay: adaptive optimizers with sparse group lasso, checked</title>
<link rel="icon" href="data:,">
<style>
$style</style>
</head>
<body>
<a class="skip" href="#glance">Skip to the results</a>
<header>
<div>
<h1>Adaptive optimizers with sparse group lasso, checked</h1>
<p>What <code>assay</code> finds about the optimizers of Yue et al. (ECML-PKDD 2021): which statements hold, what the regret does, what the experiments show when they are
repeated on synthetic click data. <code>make report</code> makes all of this again; every figure has its table and its script under it.</p>
</div>
<fieldset class="theme"><legend>Colours</legend>
<label><input type="radio" name="theme" id="theme-auto" value="auto" checked> system</label>
<label><input type="radio" name="theme" id="theme-light" value="light"> light</label>
<label><input type="radio" name="theme" id="theme-dark" value="dark"> dark</label>
</fieldset>
</header>
<nav aria-label="Contents"><ul>$contents</ul></nav>
<main>
<section aria-labelledby="glance">
<h2 id="glance" tabindex="-1">At a glance: is the paper right?</h2>
@{[$ledger->glance]}<div class="tiles">
@{[$ledger->tile]}@{[$results->bounds_tile]}@{[$results->tile]}</div>
@{[$ledger->main_results($measured)]}$missing</section>
<section aria-labelledby="ledger">
<h2 id="ledger">The ledger</h2>
<p>Every statement of the paper that can be checked, with its verdict, the level at which a machine decides it, and what its check says now. All of it as data:
<a href="data/claims.jsonl">claims.jsonl</a>; one statement with its numbers, rerun: <code>assay claims TH1</code>.</p>
@{[$ledger->cross_table]}@{[$ledger->filters]}@{[$ledger->table]}</section>
$body<section aria-labelledby="made">
<h2 id="made">Versions and times</h2>
$versions$times</section>
</main>
<footer><p>Made by <code>make report</code>. The page stands alone; links to data and drawings lead to the folders beside it.</p></footer>
<script>
$code</script>
</body>
</html>
HTML
close $page or fail("$out/index.part: $!");
rename "$out/index.part", "$out/index.html" or fail("$out/index.html: $!");
