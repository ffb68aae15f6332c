# What the experiments found: the paper's claims of Section 4 from every sweep, and the regret bounds against every run.
package Results;
use strict;
use warnings;
use utf8;
use Html;

# The verdict of several comparisons of one claim, and it in words.
sub summary {
    my @rows = @_;
    my %n = (reproduced => 0, partly => 0, not => 0);
    $n{$_->{verdict}}++ for @rows;
    my @effects = sort { $a <=> $b } map { $_->{effect} } @rows;
    my $verdict = !$n{not} && $n{reproduced} && $n{reproduced} >= $n{partly} ? 'reproduced' : !$n{reproduced} && !$n{partly} ? 'not' : 'partly';
    my $text = sprintf '%d comparison%s here: %d reproduced with p < 0.05, %d of the claimed sign only, %d of the other sign; effects %.2g to %.2g',
        scalar @rows, @rows == 1 ? '' : 's', @n{qw(reproduced partly not)}, @effects[0, -1];
    return {verdict => $verdict, text => $text, n => \%n, effects => \@effects, count => scalar @rows, statement => $rows[0]{statement}};
}

sub new {
    my ($class, $tables) = @_;
    my (@rows, @order, %by);
    for my $file (sort glob "$tables/*_claims.tsv") {
        next if $file =~ /regret_claims/;
        my ($from) = $file =~ /([^\/]*)_claims\.tsv$/;
        push @rows, map { {%$_, from => $from} } grep { $_->{n} > 0 } read_tsv($file);
    }
    for my $r (@rows) {
        push @order, $r->{id} if !$by{$r->{id}};
        push @{$by{$r->{id}}}, $r;
    }
    return bless {rows => \@rows, order => \@order, summaries => {map { $_ => summary(@{$by{$_}}) } @order},
        regret => -s "$tables/regret_claims.tsv" ? [read_tsv("$tables/regret_claims.tsv")] : []}, $class;
}

sub verdict { return qq{<span class="verdict $_[0]">$_[0]</span>} }

sub tile {
    my $self = shift;
    my $n = @{$self->{order}} or return '';
    my @whole = grep { $self->{summaries}{$_}{verdict} eq 'reproduced' } @{$self->{order}};
    my @not = grep { $self->{summaries}{$_}{verdict} eq 'not' } @{$self->{order}};
    return qq{<div class="tile"><b>@{[scalar @whole]} of $n</b><p>claims of Section 4 reproduced on synthetic click data, } .
        ($n - @whole - @not) . ' in part, ' . scalar(@not) . ' not at all: <a href="#section-4">every comparison</a>.</p></div>' . "\n";
}

sub bounds_tile {
    my $self = shift;
    my ($runs, $broken) = (0, 0);
    for (grep { $_->{bound} eq 'theorem_3_prime' } @{$self->{regret}}) { $runs += $_->{covered_holds} + $_->{covered_broken}; $broken += $_->{covered_broken}; }
    return '' if !$runs;
    return qq{<div class="tile"><b class="} . ($broken ? 'failed' : 'established') . qq{">$broken of $runs</b><p>horizons at which a measured regret, covered by the hypotheses of } .
        qq{<a href="#TH3-PRIME">Theorem 3′</a>, is above its bound.</p></div>\n};
}

sub claims_table {
    my $self = shift;
    my @rows;
    for my $id (@{$self->{order}}) {
        my $s = $self->{summaries}{$id};
        (my $in_ledger = $id) =~ s/\/.*//;
        push @rows, [qq{<a href="#$in_ledger">} . escape($id) . '</a>', verdict($s->{verdict}), math($s->{statement}), $s->{count}, @{$s->{n}}{qw(reproduced partly not)},
            map { sprintf '%.3g', $_ } @{$s->{effects}}[0, -1]];
    }
    return data_table(id => 'section-4-claims', caption => 'The claims of Section 4, repeated here', rows => \@rows, numbers => {map { $_ => 1 } 3 .. 8},
        head => ['Claim', 'Verdict', 'Statement', 'comparisons', 'reproduced', 'partly', 'not', 'least effect', 'largest']);
}

sub words {
    my $self = shift;
    my $n = @{$self->{rows}};
    my $small = grep { $_->{p} =~ /^[\d.]/ && $_->{p} < 0.05 } @{$self->{rows}};
    return sprintf "<p>%d comparisons, paired by data set and two-sided. A comparison is <em>reproduced</em> when it has the claimed sign and p &lt; 0.05, <em>partly</em> when it has the " .
        "sign alone. By chance alone about %.0f of %d would reach p &lt; 0.05; %d did, in either direction.</p>\n", $n, 0.05 * $n, $n, $small;
}

sub comparisons {
    my $self = shift;
    my @rows = map { [escape($_->{id}), verdict($_->{verdict}), math($_->{setting}), escape($_->{from}), map { escape($_) } @{$_}{qw(n effect sd t p)}] } @{$self->{rows}};
    return "<details><summary>All comparisons</summary>\n" . data_table(id => 'section-4-comparisons', caption => 'Every comparison', rows => \@rows,
        numbers => {map { $_ => 1 } 4 .. 8}, head => ['Claim', 'Verdict', 'Setting', 'Table', 'n', 'effect', 'sd', 't', 'p']) . "</details>\n";
}

sub bounds_table {
    my $self = shift;
    my @rows = map { (my $b = $_->{bound}) =~ tr/_/ /; [escape("$_->{problem}: $b"), map { escape($_) } @{$_}{qw(covered_holds covered_broken uncovered_holds uncovered_broken worst_ratio)}] } @{$self->{regret}};
    return '' if !@rows;
    return "<details><summary>Every bound against every run</summary>\n" . data_table(id => 'regret-bounds', class => 'short', rows => \@rows, numbers => {map { $_ => 1 } 1 .. 5},
        caption => 'Horizons at which the bound holds or is broken, by whether its hypotheses held at every step so far',
        head => ['Problem and bound', 'covered, holds', 'covered, broken', 'not covered, holds', 'not covered, broken', 'largest R<sub>T</sub> / bound, covered']) . "</details>\n";
}

1;
