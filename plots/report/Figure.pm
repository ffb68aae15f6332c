# A figure on the page: its drawings for wide and narrow windows, in the page's own colours, caption, tables and script.
package Figure;
use strict;
use warnings;
use utf8;
use Html;

# style.gp's colours, and the greys of the scripts, by the page's names for them (page.css).
my %colour = ('0,114,178' => 'blue', '213,94,0' => 'red', '0,158,115' => 'green', '204,121,167' => 'pink', '230,159,0' => 'amber', '86,180,233' => 'sky',
    '0,0,0' => 'ink', '102,102,102' => 'grey', '68,68,68' => 'axis', '34,34,34' => 'text', '85,85,85' => 'soft', '221,221,221' => 'grid',
    '204,204,204' => 'rule', '232,232,232' => 'cell', '255,255,255' => 'back');
my %word = (black => 'ink', white => 'back', '#ffffff' => 'back', '#FFFFFF' => 'back', gray => 'grey');

# The lines "# KEY: text" of a script.
sub notes {
    my ($script, $key) = @_;
    return $script =~ /^# \Q$key\E: *(.*)$/mg;
}

# Texts of scripts write indices and powers only in braces or of one letter, as gnuplot does.
sub caption {
    my $s = escape(shift);
    $s =~ s/_\{([^}]*)\}/<sub>$1<\/sub>/g;
    $s =~ s/_([A-Za-z0-9∞])/<sub>$1<\/sub>/g;
    $s =~ s/\^\{([^}]*)\}/<sup>$1<\/sup>/g;
    $s =~ s/\^([A-Za-z0-9])/<sup>$1<\/sup>/g;
    return $s;
}

# An SVG of gnuplot as part of a page: ids of its own, no fixed colours, one decimal, without what draws nothing.
sub inline {
    my ($file, $prefix, $class, $label) = @_;
    my $svg = read_text($file);
    $svg =~ s/^.*?<svg\s+(?:width="\d+"\s+height="\d+"\s+)?//s or fail("$file is not an SVG of gnuplot");
    $svg =~ s/<title>.*?<\/title>\s*<desc>.*?<\/desc>//s;
    $svg =~ s/<filter .*?<\/filter>//gs;
    $svg =~ s/rgb\(\s*(\d+),\s*(\d+),\s*(\d+)\)/exists $colour{"$1,$2,$3"} ? qq{var(--f-$colour{"$1,$2,$3"})} : "rgb($1,$2,$3)"/ge;
    $svg =~ s/\b(fill|stroke|color)\s*=\s*["'](black|white|gray|#ffffff|#FFFFFF)["']/$1="var(--f-$word{$2})"/g;
    # color= is no attribute that takes var() in every browser; style is.
    $svg =~ s/\bcolor\s*=\s*["'](var\([^)]*\))["']/style="color:$1"/g;
    $svg =~ s/<g [^>]*>\s*<\/g>\s*//g for 1 .. 3;
    $svg =~ s/<tspan font-family="[^"]*"\s*>([^<]*)<\/tspan>/$1/g;
    $svg =~ s/ font-family="[^"]*"//g;
    # One decimal is enough for lines on the page, but not for the shapes of points, which are scaled.
    my ($head, $defs, $rest) = $svg =~ /^(.*?)(<defs>.*?<\/defs>)?((?:(?!<defs>).)*)$/s ? ($1, $2 // '', $3) : ('', '', $svg);
    $rest =~ s/(<[^>]*>)/(my $tag = $1) =~ s{(\d+\.\d)\d+}{$1}g; $tag/ge;
    $svg = $head . $defs . $rest;
    my %used = map { $_ => 1 } $svg =~ /href=['"]#(\w+)['"]/g, $svg =~ /url\(#(\w+)\)/g;
    $svg =~ s/(\s)id=["'](\w+)["']/$used{$2} ? qq{$1id="$prefix$2"} : ''/ge;
    $svg =~ s/xlink:href=["']#(\w+)["']/href="#$prefix$1"/g;
    $svg =~ s/url\(#(\w+)\)/url(#$prefix$1)/g;
    $svg =~ s/\s*xmlns(:xlink)?="[^"]*"//g;
    $svg =~ s/\s*\n\s*/\n/g;
    return qq{<svg class="$class" role="img" aria-label="@{[escape($label)]}" } . $svg;
}

# HTML of figure NAME. In: build, out (folders), scripts (folder of NAME.gp). Copies tables, script and drawings into out.
sub html {
    my ($name, $build, $out, $scripts) = @_;
    my $script = read_text("$scripts/$name.gp");
    my ($title) = notes($script, 'title');
    my ($see) = notes($script, 'see');
    my %seen;
    my @tables = grep { !$seen{$_}++ } map { (split ' ', $_)[0] } notes($script, 'needs');
    my @links;
    for my $t (@tables) {
        my ($base) = $t =~ /([^\/]*)$/;
        copy_file("$build/experiments/$t.tsv", "$out/data/$base.tsv");
        push @links, qq{<a href="data/$base.tsv">$base.tsv</a>};
    }
    copy_file("$scripts/$name.gp", "$out/figures/$name.gp");
    push @links, qq{<a href="figures/$name.gp">$name.gp</a>};
    for my $format (qw(pdf png svg)) {
        next if !-s "$build/plots/$name.$format";
        copy_file("$build/plots/$name.$format", "$out/figures/$name.$format");
        push @links, qq{<a href="figures/$name.$format" aria-label="$name as @{[uc $format]}">@{[uc $format]}</a>};
    }
    return qq{<figure id="figure-$name" aria-labelledby="title-$name">\n<h3 id="title-$name">} . caption($title) . "</h3>\n" .
        inline("$build/plots/$name.svg", "w-$name-", 'wide', $title) . inline("$build/plots/column/$name.svg", "n-$name-", 'narrow', $title) .
        "<figcaption><p>" . caption($see) . qq{</p>\n<p class="files">Data, script, drawing: } . join("\n", @links) . "</p>\n" .
        qq{<details class="long"><summary>The script<span hidden> of $name</span></summary><pre tabindex="0">} . escape($script) . "</pre></details></figcaption></figure>\n";
}

1;
