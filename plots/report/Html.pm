# What the parts of the report page share: escaping, the paper's symbols, tables, files.
package Html;
use strict;
use warnings;
use utf8;
use Exporter 'import';
our @EXPORT = qw(escape math slug data_table read_tsv read_text copy_file fail);

sub fail { die "report: @_\n" }

sub escape {
    my $s = shift;
    $s =~ s/&/&amp;/g;
    $s =~ s/</&lt;/g;
    $s =~ s/>/&gt;/g;
    $s =~ s/"/&quot;/g;
    return $s;
}

my %greek = (alpha => 'α', beta => 'β', gamma => 'γ', delta => 'δ', epsilon => 'ε', eps => 'ε', zeta => 'ζ', eta => 'η', kappa => 'κ', lambda => 'λ',
    nu => 'ν', xi => 'ξ', sigma => 'σ', Phi => 'Φ', Psi => 'Ψ');
my $letters = join '|', sort { length $b <=> length $a } keys %greek;

# Indices, powers and Greek letters of a text as HTML: x_{t+1}, A^{-1/2}, lambda21.
sub math {
    my $s = escape(shift);
    $s =~ s/(?<![A-Za-z])($letters)(\d+)(?![A-Za-z\d])/$greek{$1}<sub>$2<\/sub>/g;
    $s =~ s/(?<![A-Za-z])($letters)(?![A-Za-z])/$greek{$1}/g;
    $s =~ s/\bsum(?=_| \(| \|)/Σ/g;
    $s =~ s/(?<=\|)_inf\b/<sub>∞<\/sub>/g;
    $s =~ s/_\{([^{}]*)\}/<sub>$1<\/sub>/g;
    $s =~ s/(?<=[\w~*>Σ])_([A-Za-z0-9])(?![A-Za-z])/<sub>$1<\/sub>/g;
    $s =~ s/\^\{([^{}]*)\}/<sup>$1<\/sup>/g;
    $s =~ s/\^(-?[A-Za-z0-9*]+)/<sup>$1<\/sup>/g;
    $s =~ s/\bs~/s̃/g;
    $s =~ s/\bsqrt\b ?/√/g;
    $s =~ s/&gt;=/≥/g;
    $s =~ s/&lt;=/≤/g;
    $s =~ s/ -&gt; / → /g;
    return $s;
}

sub slug { my $s = lc shift; $s =~ s/[^a-z0-9]+/-/g; return $s }

# Rows of text as a table in a region that scrolls by itself. In: id, caption, head => [..], rows => [[..], ..] of HTML;
# numbers => {column => 1} are set to the right; the first column heads its row.
sub data_table {
    my %t = @_;
    my $class = sub { $t{numbers}{$_[0]} ? ' class="n"' : '' };
    my $html = qq{<div class="scroll @{[$t{class} // '']}" role="region" aria-labelledby="$t{id}-caption" tabindex="0">\n<table id="$t{id}">\n} .
        qq{<caption id="$t{id}-caption">$t{caption}</caption>\n<thead><tr>} .
        join('', map { '<th scope="col"' . $class->($_) . ">$t{head}[$_]</th>" } 0 .. $#{$t{head}}) . "</tr></thead>\n<tbody>\n";
    for my $row (@{$t{rows}}) {
        $html .= qq{<tr><th scope="row"} . $class->(0) . ">$row->[0]</th>" . join('', map { '<td' . $class->($_) . ">$row->[$_]</td>" } 1 .. $#$row) . "</tr>\n";
    }
    return $html . "</tbody></table></div>\n";
}

sub read_text {
    my $file = shift;
    open my $in, '<:encoding(UTF-8)', $file or fail("$file: $!");
    local $/;
    return scalar <$in>;
}

# The rows of a table as hashes by column; its "# key: value" lines in %$notes where asked for.
sub read_tsv {
    my ($file, $notes) = @_;
    my (@head, @rows);
    for my $line (split /\n/, read_text($file)) {
        if ($line =~ /^#/) { $notes->{$1} //= $2 if $notes && $line =~ /^# ([\w ]+?)(?::| =) *(.*)$/; next; }
        next if $line eq '';
        my @cells = split /\t/, $line, -1;
        if (!@head) { @head = @cells; next; }
        push @rows, {map { $head[$_] => $cells[$_] } 0 .. $#head};
    }
    return @rows;
}

sub copy_file {
    my ($from, $to) = @_;
    open my $in, '<:raw', $from or fail("$from: $!");
    open my $out, '>:raw', $to or fail("$to: $!");
    local $/;
    print $out scalar <$in>;
    close $out or fail("$to: $!");
}

1;
