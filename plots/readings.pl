#!/usr/bin/perl
# The README's picture, plots/readings.svg: one run of Group Adam, judged against every named reading of Adam.
#   readings.pl ASSAY RECORDING > readings.svg
# t-readme.sh makes the recording (tests/consumer.c), draws the picture again and compares. The colours follow the reader's scheme.
use strict;
use warnings;
use JSON::PP;

my ($assay, $recording) = @ARGV;
defined $recording or die "usage: readings.pl ASSAY RECORDING\n";
my $json = qx{$assay check --variant auto --ranking --format json $recording};
my @ranking = @{decode_json($json)->{ranking}};

# In a few words; the rest is assay variants' to tell.
my %what = (
    'adam-algorithm2' => 'the paper&#8217;s Algorithm 2: what this run is',
    'adam-lambda2-once' => '&#955;&#8322; where the paper has 2&#955;&#8322;',
    'adam-no-sqrt-d' => 'the threshold without &#8730;d',
    'adam-consistent' => '&#949;&#770;&#8348; in both places',
    'adam-epsilon-inside' => '&#949; under the root',
    'adam-exact-norm' => 'the argmin of Eq. (6)',
    'adam-printed-norm' => 'Eq. (10) as printed',
    'adam-kingma-ba' => '&#949; outside: torch.optim.Adam',
    'adam-epsilon-denominator' => '&#949; not in z',
    'adam-epsilon-hat' => 'TensorFlow&#8217;s &#949;&#770;',
    'adam-table1' => 'Table 1&#8217;s scaling',
    'adam-prox' => 'a prox after Adam&#8217;s step',
    'adam-no-bias-correction' => 'averages as they are',
    'adam-literal' => 'line 8 read as an assignment',
);
my ($left, $right, $top, $row, $width) = (392, 24, 34, 21, 760);
my @shown = sort { $a->{max_ratio} <=> $b->{max_ratio} || $a->{variant} cmp $b->{variant} } grep { exists $what{$_->{variant}} } @ranking;
my ($low, $high) = (-2, 9);
my $height = $top + $row * @shown + 44;
sub at { my $v = shift; return sprintf '%.1f', $left + ($width - $left - $right) * (log($v) / log(10) - $low) / ($high - $low); }
sub rounded { my $v = shift; return $v < 1 ? sprintf('%.3f', $v) : $v < 1e4 ? sprintf('%.0f', $v) : sprintf('%.0e', $v) =~ s/e\+0?(\d+)/&#183;10<tspan dy="-5" font-size="9">$1<\/tspan>/r; }

print <<"SVG";
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" width="$width" height="$height" role="img" aria-labelledby="t d" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12">
<title id="t">One run of Group Adam, judged against every named reading of Adam</title>
<desc id="d">A log axis of the largest error over what rounding allows. The run's own algorithm lies far below 1, every other reading hundreds of times beyond it or more.</desc>
<style>
.page { fill: #ffffff } .text { fill: #1f2328 } .faint { fill: #59636e } .line { stroke: #8c959f; stroke-width: 1 } .grid { stroke: #d8dee4; stroke-width: 1 }
.right { fill: #0072b2 } .wrong { fill: #d55e00 } .allowed { fill: #0072b2; fill-opacity: 0.08 }
\@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9198a1 } .line { stroke: #6e7681 } .grid { stroke: #262c36 }
.right { fill: #56b4e9 } .wrong { fill: #e69f00 } .allowed { fill: #56b4e9; fill-opacity: 0.12 }
}
</style>
<rect class="page" width="$width" height="$height"/>
SVG
my $bottom = $top + $row * @shown;
printf qq{<rect class="allowed" x="%s" y="%s" width="%.1f" height="%s"/>\n}, $left, $top, at(1) - $left, $bottom - $top;
for my $e ($low .. $high) {
    my $x = at(10**$e);
    print qq{<line class="grid" x1="$x" x2="$x" y1="$top" y2="$bottom"/>\n} if $e != 0;
    my $label = $e == 0 ? 1 : $e == -2 ? '0.01' : $e % 2 == 1 && $e > 0 ? qq{10<tspan dy="-5" font-size="9">$e</tspan>} : next;
    printf qq{<text class="faint" x="%s" y="%s" text-anchor="middle">%s</text>\n}, $x, $bottom + 16, $label;
}
printf qq{<line class="line" x1="%s" x2="%s" y1="%s" y2="%s" stroke-dasharray="4 3"/>\n}, at(1), at(1), $top - 6, $bottom;
printf qq{<text class="faint" x="%s" y="%s" text-anchor="end">rounding allows</text>\n}, at(1) - 6, $top - 12;
printf qq{<text class="faint" x="%s" y="%s">another algorithm</text>\n}, at(1) + 6, $top - 12;
printf qq{<text class="faint" x="%s" y="%s" text-anchor="middle">largest error / what rounding allows</text>\n}, ($left + $width - $right) / 2, $bottom + 36;
my $y = $top + $row / 2;
for my $r (@shown) {
    my $x = at($r->{max_ratio});
    my $class = $r->{conforms} ? 'right' : 'wrong';
    printf qq{<text class="text" x="12" y="%s" font-family="ui-monospace, 'DejaVu Sans Mono', monospace" font-size="11.5"%s>%s</text>\n}, $y + 4, $r->{conforms} ? ' font-weight="bold"' : '', $r->{variant};
    printf qq{<text class="faint" x="%s" y="%s" text-anchor="end" font-size="11">%s</text>\n}, $left - 12, $y + 4, $what{$r->{variant}};
    print $r->{conforms} ? qq{<circle class="$class" cx="$x" cy="$y" r="5"/>\n} : sprintf qq{<rect class="$class" x="%.1f" y="%s" width="8" height="8"/>\n}, $x - 4, $y - 4;
    my $end = $r->{max_ratio} > 1e7;
    printf qq{<text class="text" x="%.1f" y="%s"%s font-size="11">%s</text>\n}, $end ? $x - 8 : $x + 9, $y + 4, $end ? ' text-anchor="end"' : '', rounded($r->{max_ratio});
    $y += $row;
}
print "</svg>\n";
