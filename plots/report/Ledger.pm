# The ledger on the page: its verdicts at a glance, the main results, and every statement with the filters' values.
package Ledger;
use strict;
use warnings;
use utf8;
use JSON::PP;
use Html;

my @verdicts = ('holds', 'holds if', 'false as printed', 'vacuous', 'ambiguous', 'empirical', 'editorial');
my @levels = qw(formal exact certified sampled empirical editorial);
# What decides the question of the paper, in the order in which it asks.
my @main = qw(TH1 TH2 A2-ADAM TH3 TH3-PRIME LE1 CO1 P3-RATE A1-T3 FIG2 T2-WIN T3-CLAIM S44-L21 T4-MONO T8-FT);
# Lines of the published version at which its parts begin.
my @parts = ([0, 'Section 1 and Table 1'], [108, 'Section 2: algorithms, Theorems 1 and 2'], [190, 'Section 3: regret'], [266, 'Section 4: experiments'],
    [345, 'Section 5 and references'], [393, 'Appendix A: proof of Theorem 1'], [492, 'Appendix B: proof of Theorem 2'],
    [520, 'Appendix C: proof of Theorem 3'], [580, 'Appendix D: Lemma 1, Corollary 1'], [653, 'Tables 5 to 9']);

sub place {
    my $where = shift;
    if ($where =~ /S1:(\d+)/) {
        my ($last) = grep { $_->[0] <= $1 } reverse @parts;
        return $last->[1];
    }
    return $parts[2][1] if $where =~ /Theorem 3|Lemma|Corollary/;
    return $parts[1][1] if $where =~ /Theorem [12]|Algorithm|^\(\d/;
    return $parts[9][1] if $where =~ /^Table [5-9]/;
    return $where =~ /Table/ ? $parts[3][1] : $parts[4][1];
}

sub new {
    my ($class, $file) = @_;
    my $json = JSON::PP->new;
    my @claims = map { $json->decode($_) } grep { /\S/ } split /\n/, Html::read_text($file);
    fail("$file has no statement") if !@claims;
    $_->{place} = place($_->{where}) for @claims;
    return bless {claims => \@claims, by => {map { $_->{id} => $_ } @claims}}, $class;
}

sub count {
    my ($self, $key) = @_;
    my %n;
    $n{$_->{$key}}++ for @{$self->{claims}};
    return \%n;
}

sub verdict { my ($v, $tag) = (@_, 'span'); return qq{<$tag class="verdict @{[slug($v)]}">} . escape($v) . "</$tag>" }

sub glance {
    my $self = shift;
    my ($n, $all) = ($self->count('verdict'), scalar @{$self->{claims}});
    my @there = grep { $n->{$_} } @verdicts, grep { my $v = $_; !grep { $_ eq $v } @verdicts } sort keys %$n;
    my $bar = join '', map { qq{<span class="@{[slug($_)]}" style="flex:$n->{$_}"></span>} } @there;
    my $legend = join "\n", map { "<li>" . verdict($_) . " <strong>$n->{$_}</strong></li>" } @there;
    return qq{<div class="bar" aria-hidden="true">$bar</div>\n<ul class="legend" aria-label="$all statements by verdict">\n$legend\n</ul>\n};
}

sub tile {
    my $self = shift;
    my @claims = @{$self->{claims}};
    my $now = $self->count('status');
    my ($ok, $failed) = map { $now->{$_} // 0 } qw(established failed);
    my @no_matter = grep { $_->{status} eq 'skipped' && $_->{level} =~ /^(?:empirical|editorial)$/ } @claims;
    my @idle = grep { $_->{status} eq 'skipped' && $_->{level} !~ /^(?:empirical|editorial)$/ } @claims;
    my $proved = grep { $_->{level} eq 'formal' } @claims;
    return qq{<div class="tile"><b class="} . ($failed ? 'failed' : @idle ? 'partly' : 'established') . qq{">$ok of @{[scalar @claims]}</b>} .
        "<p>statements of the paper decided by a program, rerun for this page; <strong>$failed failed</strong>. " . scalar(@no_matter) .
        ' are measurements, or no mathematics' . (@idle ? ', and <strong>' . @idle . ' have no program here</strong>' : '') . ". $proved verdicts are proved in Coq.</p></div>\n";
}

sub main_results {
    my ($self, $measured) = @_;
    my $rows = '';
    for my $id (grep { $self->{by}{$_} } @main) {
        my $c = $self->{by}{$id};
        my $m = $c->{verdict} eq 'empirical' ? $measured->{$id} : undef;
        my $true = $m ? escape($m->{text}) : $c->{correction} ne '' ? math($c->{correction}) : '';
        my $v = $m ? $m->{verdict} : $c->{verdict};
        $rows .= qq{<tr role="row"><th role="rowheader" scope="row"><a href="#$id">$id</a></th><td role="cell" class="last">} . verdict($v) .
            qq{</td><td role="cell" class="full">} . math($c->{statement}) . ($true ne '' ? qq{<p class="instead">$true</p>} : '') . "</td></tr>\n";
    }
    return qq{<table class="cards" role="table">\n<caption>The main statements: the verdict, and under each what is true instead, or what was measured</caption>\n} .
        qq{<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Id</th><th role="columnheader" scope="col">Verdict</th>} .
        qq{<th role="columnheader" scope="col">Statement</th></tr></thead>\n<tbody role="rowgroup">\n$rows</tbody></table>\n};
}

sub cross_table {
    my $self = shift;
    my (%n, @rows);
    $n{$_->{verdict}}{$_->{level}}++ for @{$self->{claims}};
    my ($there, $all) = ($self->count('level'), $self->count('verdict'));
    my @l = grep { $there->{$_} } @levels;
    push @rows, [verdict($_), do { my $v = $_; map { $n{$v}{$_} // '' } @l }, $all->{$_}] for grep { $all->{$_} } @verdicts;
    return data_table(id => 'ledger-counts', class => 'short', caption => 'Statements by verdict and by the level at which a machine decides them',
        head => ['Verdict', @l, 'all'], rows => \@rows, numbers => {map { $_ => 1 } 1 .. @l + 1});
}

sub choice {
    my ($name, $label, @values) = @_;
    return qq{<p><label for="f-$name">$label</label><select id="f-$name" name="$name"><option value="">all</option>} .
        join('', map { '<option>' . escape($_) . '</option>' } @values) . "</select></p>\n";
}

sub filters {
    my $self = shift;
    my %seen;
    return qq{<form class="filters" id="filters" hidden aria-label="Filter the statements" aria-controls="claims">\n} .
        choice('verdict', 'Verdict', grep { $self->count('verdict')->{$_} } @verdicts) .
        choice('level', 'Level of proof', grep { $self->count('level')->{$_} } @levels) .
        choice('place', 'Place in the paper', grep { my $p = $_; grep { $_->{place} eq $p } @{$self->{claims}} } map { $_->[1] } @parts) .
        choice('status', 'Check, now', sort keys %{$self->count('status')}) .
        qq{<p><label for="f-search">Search</label><input id="f-search" name="search" type="search" placeholder="words, ids, counterexamples"></p>\n} .
        qq{<p><button type="reset">Show all</button></p>\n<p><output id="shown" for="f-verdict f-level f-place f-status f-search" aria-live="polite"></output></p>\n</form>\n};
}

sub more {
    my $c = shift;
    my @parts = (['Counterexample or instance', math($c->{counterexample})], ['Evidence', escape($c->{evidence})], ['Note', math($c->{note})]);
    my $list = join '', map { "<dt>$_->[0]</dt><dd>$_->[1]</dd>" } grep { $_->[1] ne '' } @parts;
    return $list eq '' ? '' : qq{<details><summary>numbers and evidence<span hidden> of $c->{id}</span></summary><dl>$list</dl></details>};
}

sub table {
    my $self = shift;
    my $all = @{$self->{claims}};
    my $html = qq{<table class="cards" id="claims" role="table">\n<caption>The ledger: $all statements in the order of the paper, editorial ones last</caption>\n} .
        '<thead role="rowgroup"><tr role="row">' . join('', map { qq{<th role="columnheader" scope="col">$_</th>} } 'Id', 'Verdict', 'Statement, and what is true instead', 'Place', 'Level', 'Check') .
        qq{</tr></thead>\n<tbody role="rowgroup">\n};
    for my $c (@{$self->{claims}}) {
        my $text = escape(lc join ' ', map { $c->{$_} // '' } qw(id where statement verdict correction counterexample evidence note level status));
        $html .= qq{<tr role="row" data-verdict="@{[escape($c->{verdict})]}" data-level="@{[escape($c->{level})]}" data-place="@{[escape($c->{place})]}"} .
            qq{ data-status="@{[escape($c->{status})]}" data-text="$text">} .
            qq{<th role="rowheader" scope="row" id="$c->{id}">$c->{id}</th><td role="cell">} . verdict($c->{verdict}) . qq{</td><td role="cell" class="full">} . math($c->{statement}) .
            ($c->{correction} ne '' ? qq{<p class="instead">} . math($c->{correction}) . '</p>' : '') . more($c) .
            qq{</td><td role="cell" class="full small">} . escape($c->{where}) . qq{</td><td role="cell" class="small">} . escape($c->{level}) .
            qq{</td><td role="cell" class="small">} . escape($c->{status}) . "</td></tr>\n";
    }
    return $html . "</tbody></table>\n";
}

1;
