#!/bin/sh
# The manual and what it describes: a page for every command, with exactly the options, values and exit statuses of --help; the
# prototypes are the headers', the C examples compile, run and conform; every key that a recording may have is there; no tool that
# formats pages has anything to say of them.
cd "$(dirname "$0")/.." || exit 1
export ASSAY="${ASSAY:-$PWD/build/assay}" BUILD="${BUILD:-build}" CC="${CC:-cc}"
exec perl - <<'EOF'
use strict;
use warnings;
use File::Temp 'tempdir';

my $assay = $ENV{ASSAY};
my $dir = tempdir(CLEANUP => 1);
my ($n, $bad) = (0, 0);
sub check {
    my ($good, $what, @why) = @_;
    $n++;
    print $good ? '' : 'not ', "ok $n - $what\n";
    if (!$good) { $bad = 1; print map { "# $_\n" } map { split /\n/ } @why; }
}
sub skip { my ($what, $why) = @_; $n++; print "ok $n - $what # SKIP $why\n"; }
sub text { my $file = shift; local $/; open my $in, '<', $file or return ''; return <$in>; }
# What is in one list and not in the other.
sub differences {
    my ($a, $b, $in_a, $in_b) = @_;
    my (%a, %b);
    @a{@$a} = (); @b{@$b} = ();
    return ((map { "only in $in_a: $_" } grep { !exists $b{$_} } sort keys %a), map { "only in $in_b: $_" } grep { !exists $a{$_} } sort keys %b);
}
sub same { my @d = differences(@_[1 .. 4]); check(!@d, $_[0], @d); }
# The page as plain words: no macros, one line.
sub plain {
    my $page = shift;
    my @lines = map { s/^\.[A-Z][a-z]\b ?//r } grep { !/^\.\\"/ } split /\n/, $page;
    my $flat = join ' ', @lines;
    $flat =~ s/ ([.,;:)])(?= |$)/$1/g;
    $flat =~ s/\\e/\\/g;
    $flat =~ s/\\\(dq/"/g;
    $flat =~ s/\\&//g;
    $flat =~ s/\s+/ /g;
    return $flat;
}
# Words and numbers alone.
sub words { my $s = lc shift; $s =~ s/[^a-z0-9\/_+.-]+|[.](?![0-9])|(?<![a-z0-9])-(?![a-z0-9])/ /g; $s =~ s/ +/ /g; $s =~ s/^ | $//g; return $s; }
sub section { my ($page, $name) = @_; return $page =~ /^\.Sh \Q$name\E\n(.*?)(?=^\.Sh |\z)/ms ? $1 : ''; }

print "TAP version 13\n";
my $main = qx{$assay --help};
my %what = $main =~ /^  ([a-z]{3,}) +(.*)$/mg;
delete $what{assay};
my %pages = map { /assay-([a-z]+)\.1$/ ? ($1 => $_) : () } glob 'reference/assay/man/*.1';
if (!%what) { print "Bail out! assay --help lists no command\n"; exit 1; }
same('a page for every command, and no other', [keys %what], [keys %pages], '--help', 'the pages');
my $first = text('reference/assay/man/assay.1');
same('assay(1) lists them', [keys %what], [$first =~ /^\.It Xr assay-([a-z]+) 1$/mg], '--help', 'assay(1)');

for my $c ('', sort keys %what) {
    my $help = $c eq '' ? $main : qx{$assay $c --help};
    my $name = $c eq '' ? 'assay' : "assay-$c";
    my $page = text("reference/assay/man/$name.1");
    # Options with their values: -o, --output FILE.
    my @told = map { s/ +$//r } $help =~ /^  ((?:-\w, )?--[a-z-]+(?: [A-Z][A-Z=,.]*)?) /mg;
    my @paged = map { s/ , /, /gr } map { s/\bFl (-?)/-$1/gr } map { s/ Ar / /gr } $page =~ /^\.It (Fl .*)$/mg;
    same("$name: the options are those of --help", \@told, \@paged, '--help', 'the page');
    # What an option is by default, in the same words.
    my $flat = plain($page);
    my @missing = grep { index($flat, $_) < 0 } $help =~ /\((default [^);]*)[);]/g;
    check(!@missing, "$name: the defaults are those of --help", map { "not in the page: $_" } @missing);
    # What an option does: the page may say more, not something else.
    my %item = map { /^(?:Fl \S+ , )?Fl -(\S+).*?\n(.*)/s ? ($1 => words(plain($2))) : () } split /^\.(?:It |El|Sh )/m, $page;
    my @other;
    while ($help =~ /^  (?:-\w, )?--([a-z-]+)(?: [A-Z][A-Z=,.]*)? +(.*\n(?:   .*\n)*)/mg) {
        my ($option, $words) = ($1, words($2));
        push @other, "--$option: $words", "in the page: " . ($item{$option} // '') if $option !~ /^(help|version)$/ && index($item{$option} // '', $words) < 0;
    }
    check(!@other, "$name: an option does what --help says", @other);
    my ($exits) = $help =~ /^Exit: (.*?)\n\n/ms;
    my @statuses = ($exits =~ /(?:^|[,;]\s)\s*(\d) /g);
    same("$name: the exit statuses are those of --help", \@statuses, [section($page, 'EXIT STATUS') =~ /^\.It (\d)$/mg], '--help', 'the page');
    my ($examples) = $help =~ /^Examples:\n(.*)\z/ms;
    my $shown = section($page, 'EXAMPLES') =~ s/\\e/\\/gr;
    my @lost = grep { index($shown, $_) < 0 } map { s/^  //r } split /\n/, $examples;
    check(!@lost, "$name: the examples are those of --help", @lost);
    check(index($flat, "Nd $what{$c} ") >= 0 || index($page, ".Nd $what{$c}\n") >= 0, "$name: what it is called in assay --help") if $c ne '';
}

# ---- (5): every key and file
my $trace = text('reference/judge/man/sgl-trace.5');
my $keys = text('reference/judge/trace_json.c');
my ($table) = $keys =~ /sgl_trace_keys\[SGL_HYPERS\] = \{(.*?)^\};/ms;
my @known = $table =~ /"(\w+)"/g;
my @files = (join ' ', map { text($_) } glob 'reference/judge/trace_*.c') =~ /"(\w+\.npy)"/g;
my @fields = $keys =~ /(?:text_of|choice_of|size_of)\(r?,? ?&?r?,? ?[^"]*"(\w+)"/g;
my @unnamed = grep { $trace !~ /(?<![\w])\Q$_\E(?![\w])/ } @known, @files, @fields, qw(format dtype steps size group_size groups optimizer hyperparameters);
check(@known > 15 && @files > 5 && !@unnamed, 'sgl-trace(5) names every key, alias and file that is read', @unnamed);
my $protocol = text('reference/assay/man/assay-protocol.5') =~ s/\\\(dq/"/gr;
my @words = (text('reference/assay/protocol_write.c') . text('reference/assay/protocol_read.c')) =~ /(?:json_object_get\([^"]*|json_object_set_new\([^"]*|[{,]s:[^"]*")"(\w+)"/g;
push @words, text('reference/assay/protocol.h') =~ /"(\w+)":/g;
my @unsaid = grep { $protocol !~ /(?<!\w)\Q$_\E(?!\w)/ } grep { $_ ne 'adam' } @words;
check(@words > 15 && !@unsaid, 'assay-protocol(5) has every word of protocol.h', @unsaid);

# ---- (3): prototypes and examples
my $openmp = system("echo 'int main(void){return 0;}' | $ENV{CC} -fopenmp -x c - -o $dir/openmp 2>/dev/null") == 0 ? '-fopenmp' : '';
my @apis = glob 'reference/man/*.3 fast/man/*.3';
my (%declared, %described);
for my $header (qw(reference/sgl_ref.h reference/sgl_check.h reference/sgl_trace.h reference/sgl_plugin.h fast/sgl_fast.h)) {
    $declared{$_} = 1 for text($header) =~ /^SGL_API[^;(]*?(sgl_\w+)\(/mg;
}
for my $file (@apis) {
    my $page = text($file);
    my ($header) = $page =~ /^\.In (\S+)$/m;
    my $source = "#include <$header>\n";
    my $synopsis = section($page, 'SYNOPSIS');
    while ($synopsis =~ /^\.Ft (.*)\n\.Fn (\w+) (.*)$/mg) {
        my ($type, $function, $arguments) = ($1, $2, $3);
        my @arguments = map { s/"//gr } $arguments =~ /"[^"]*"|\S+/g;
        $type =~ s/"//g;
        $described{$function} = 1;
        $source .= "$type $function(" . join(', ', @arguments) . ");\n";
        check(0, "$file: NAME has $function") if $page !~ /^\.Nm \Q$function\E\b/m;
    }
    open my $out, '>', "$dir/synopsis.c"; print $out $source; close $out;
    my $said = qx{$ENV{CC} -std=c11 -Wall -Wextra -Werror -Ireference -Ifast -fsyntax-only $dir/synopsis.c 2>&1};
    check($? == 0, "$file: the prototypes are the header's", $said);
    my ($program) = section($page, 'EXAMPLES') =~ /^\.Bd -literal\n(#include.*?)^\.Ed/ms or next;
    $program =~ s/\\e/\\/g;
    open $out, '>', "$dir/example.c"; print $out $program; close $out;
    my $sanitized = grep { /__asan_init/ } qx{nm $ENV{BUILD}/libsglfast.a 2>/dev/null};
    if ($sanitized) { skip("$file: the example compiles and runs", 'a sanitizer is linked in'); next; }
    my $mpfi = $header eq 'sgl_fast.h' ? '' : '-lmpfi -lmpfr -lgmp -ljansson';
    $said = qx{$ENV{CC} -std=c11 -Wall -Wextra -Werror -Ireference -Ifast $dir/example.c $ENV{BUILD}/libsglref.a $ENV{BUILD}/libsglfast.a $mpfi $openmp -lm -o $dir/example 2>&1 && $dir/example 2>&1};
    check($? == 0 && $said ne '', "$file: the example compiles, runs and ends well", $said);
}
same('every function of a public header has a page', [keys %declared], [keys %described], 'the headers', 'the pages');

# ---- the formatters
my @all = (glob('reference/assay/man/*'), glob('reference/judge/man/*'), @apis);
my %tools = (mandoc => 'mandoc -T lint -W warning', groff => 'groff -ww -mdoc -Tutf8 -z');
for my $tool (sort keys %tools) {
    if (system("command -v $tool >/dev/null 2>&1") != 0) { skip("$tool has nothing to say of a page", "no $tool"); next; }
    my $said = join '', map { qx{$tools{$tool} $_ 2>&1} } @all;
    check($said eq '', "$tool has nothing to say of a page", $said);
}
my %exists = map { m{([^/]+)\.(\d)$} ? ("$1 $2" => 1) : () } @all;
my @dangling = map { my $f = $_; map { $exists{$_} ? () : "$f: $_" } text($f) =~ /^\.(?:It )?Xr (\S+ \d)/mg } @all;
check(!@dangling, 'every page that is referred to exists', @dangling);
print "1..$n\n";
exit $bad;
EOF
