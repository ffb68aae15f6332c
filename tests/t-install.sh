#!/bin/sh
# assay as others meet it: installed, found through pkg-config, linked shared and static by C and by C++, exporting its own names
# alone, and gone without a trace.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
if nm "$build/libsglfast.a" 2>/dev/null | grep -q __asan_init; then
    skip_all 'a sanitizer is linked in, which a program that is not built with one cannot load'
fi
root=$dir/opt/sgl
make_in() { env -u PKG_CONFIG_PATH -u PKG_CONFIG_SYSROOT_DIR make -s "$@" PREFIX=/opt/sgl DESTDIR="$dir" B="$build"; }

mkdir -p "$root/share/man/man1" && : >"$root/share/man/man1/neighbour.1"
make_in install >"$dir/log" 2>&1
ok "make install into a DESTDIR"
(cd "$root" && find . -type f -o -type l) | sort >"$dir/files"
missing=
for f in bin/assay lib/libsglref.a lib/libsglref.so lib/libsglref.so.0 lib/libsglfast.a lib/libsglfast.so lib/libsglfast.so.0 \
    lib/pkgconfig/sglref.pc lib/pkgconfig/sglfast.pc include/sgl_spec.h include/sgl_ref.h include/sgl_check.h include/sgl_trace.h \
    include/sgl_plugin.h include/sgl_fast.h \
    share/bash-completion/completions/assay share/assay/record.py share/man/man1/assay.1 share/man/man1/assay-check.1 share/man/man5/sgl-trace.5 \
    share/man/man3/sgl_check.3 share/man/man3/sgl_fast.3 \
    libexec/assay/c-theorem_1; do
    grep -qxF "./$f" "$dir/files" || missing="$missing $f"
done
echo "missing:$missing" >"$dir/log"
[ -z "$missing" ]
ok "command, libraries, headers, .pc files, manual, completion, record.py and the checks are there"
"$root/bin/assay" claims TH1 >"$dir/log" 2>&1
ok "the installed command reruns a check"

# ---- programs
PKG_CONFIG_PATH=$root/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$dir
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
with() { LD_LIBRARY_PATH=$root/lib "$@" >>"$dir/log" 2>&1; }
warn='-Wall -Wextra -Wpedantic -Werror'
have_cxx=no
printf 'int main(){return 0;}\n' >"$dir/try.cc"
${CXX:-c++} "$dir/try.cc" -o "$dir/try" 2>/dev/null && have_cxx=yes
# The flags are words.
# shellcheck disable=SC2046,SC2086
if command -v pkg-config >/dev/null; then
    ${CC:-cc} -std=c11 $warn tests/consumer.c $(pkg-config --cflags --libs sglref sglfast) -o "$dir/shared" >"$dir/log" 2>&1 &&
        with "$dir/shared" "$dir/run" && with "$root/bin/assay" check "$dir/run"
    ok "a C program finds the shared libraries through pkg-config; its run conforms, inside and by assay check"
    with "$root/bin/assay" check "$dir/run-wrong"
    [ $? = 1 ]
    ok "and the run that is wrong deviates by both"
    rm -rf "$dir/run" "$dir/run-wrong"
    ${CC:-cc} -std=c11 tests/consumer.c $(pkg-config --cflags sglref sglfast) "$root/lib/libsglref.a" "$root/lib/libsglfast.a" \
        $(pkg-config --static --libs-only-other --libs-only-l sglref sglfast | sed 's/-lsgl[a-z]*//g') -o "$dir/static" >"$dir/log" 2>&1 &&
        "$dir/static" "$dir/run" >>"$dir/log" 2>&1
    ok "it links the static ones, with what their .pc files name"
    if [ $have_cxx = yes ]; then
        ${CXX:-c++} -std=c++11 $warn tests/consumer.cc $(pkg-config --cflags --libs sglref sglfast) -lmpfi -lmpfr -lgmp -o "$dir/cxx" \
            >"$dir/log" 2>&1 && with "$dir/cxx"
        ok "a C++ program takes every header, and both libraries"
    else
        skip "a C++ program" "no C++ compiler"
    fi
    rm -rf "$dir/run" "$dir/run-wrong"
else
    for what in "a C program, shared" "its wrong run" "a C program, static" "a C++ program"; do skip "$what" "no pkg-config"; done
fi
for h in "$root"/include/*.h; do
    printf '#include <%s>\n' "${h##*/}" >"$dir/one.c"
    # shellcheck disable=SC2086
    ${CC:-cc} -std=c11 $warn -I"$root/include" -fsyntax-only "$dir/one.c" || echo "${h##*/} in C"
    cp "$dir/one.c" "$dir/one.cc"
    # shellcheck disable=SC2086
    [ $have_cxx = no ] || ${CXX:-c++} -std=c++11 $warn -I"$root/include" -fsyntax-only "$dir/one.cc" || echo "${h##*/} in C++"
done >"$dir/log" 2>&1
[ ! -s "$dir/log" ]
ok "each header compiles alone, in strict C and in C++"

# ---- symbols: the functions that the headers declare, and no other
declared() { sed -n '/^SGL_API/,/;/p' "$@" | grep -o 'sgl_[a-z0-9_]*(' | tr -d '(' | sort -u; }
exported() { nm -D --defined-only "$root/lib/$1" | awk '$3 ~ /./ && $2 != "A" {print $3}' | grep -v '^_' | sort; }
for l in sglref sglfast; do
    if [ $l = sglref ]; then
        declared "$root"/include/sgl_ref.h "$root"/include/sgl_check.h "$root"/include/sgl_trace.h
    else
        declared "$root"/include/sgl_fast.h
    fi >"$dir/want"
    exported "lib$l.so" >"$dir/have"
    diff "$dir/want" "$dir/have" >"$dir/log" 2>&1 && [ -s "$dir/want" ]
    ok "lib$l exports what its headers declare, and nothing else"
    readelf -d "$root/lib/lib$l.so" 2>/dev/null | grep -q "SONAME.*lib$l.so.0"
    ok "its soname is lib$l.so.0"
done

# ---- and back
: >"$root/lib/neighbour.so"
make_in uninstall >"$dir/log" 2>&1
ok "make uninstall"
(cd "$root" && find . -type f -o -type l) | sort >"$dir/log"
[ "$(cat "$dir/log")" = './lib/neighbour.so
./share/man/man1/neighbour.1' ]
ok "takes every file that install put there, and no other's"
[ ! -d "$root/libexec/assay" ] && [ ! -d "$root/share/assay" ]
ok "and the folders that are assay's own"
make_in install LIBDIR=/opt/sgl/lib/here >"$dir/log" 2>&1 && [ -e "$root/lib/here/libsglref.so.0" ] &&
    grep -q '^libdir=/opt/sgl/lib/here$' "$root/lib/here/pkgconfig/sglfast.pc" && make_in uninstall LIBDIR=/opt/sgl/lib/here >>"$dir/log" 2>&1 &&
    [ ! -e "$root/lib/here/libsglref.so.0" ]
ok "LIBDIR puts the libraries elsewhere, and takes them from there"

finish
