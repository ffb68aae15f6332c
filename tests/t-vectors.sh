#!/bin/sh
# assay vectors from the outside: the committed files are what it makes, bit for bit; the manifest by sha256sum; --lint finds what
# is put in. That the numbers are right is for t-vectors-replay, t-vectors-rational and t-vectors-program.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
vectors=tests/vectors

"$assay" vectors --emit "$dir/made"
ok 'they are made'
for f in adagrad adahessian adam amsgrad ftrl momentum sgd; do
    cmp "$dir/made/$f.json" "$vectors/$f.json"
    ok "$f.json is the committed one, bit for bit"
done
cmp "$dir/made/SHA256SUMS" "$vectors/SHA256SUMS"
ok 'so is the manifest'
if command -v sha256sum >/dev/null; then
    (cd "$vectors" && sha256sum -c SHA256SUMS >"$dir/out" 2>&1)
    ok 'sha256sum agrees with it'
else
    skip 'sha256sum agrees with it' 'no sha256sum'
fi
OMP_NUM_THREADS=1 "$assay" vectors --list >"$dir/list" && "$assay" vectors --list | cmp - "$dir/list" &&
    cases=$(wc -l <"$dir/list") && [ "$cases" -gt 600 ] && [ -z "$(cut -f1 "$dir/list" | sort | uniq -d)" ]
ok "--list: $cases cases, every id once"
grep -ho '"id":"[^"]*"' "$vectors"/*.json | cut -d'"' -f4 | sort >"$dir/ids"
cut -f1 "$dir/list" | sort | cmp - "$dir/ids"
ok '--list has the ids of the files'
for flag in $(cut -f2 "$dir/list" | tr ',' '\n' | sort -u); do echo "$flag"; done >"$dir/flags"
[ "$(wc -l <"$dir/flags")" -eq 19 ]
ok 'every flag is on some case'
"$assay" vectors --lint "$vectors" >"$dir/out" 2>"$dir/err" && grep -q "^$(wc -l <"$dir/list") cases, no slip$" "$dir/out" && [ ! -s "$dir/err" ]
ok '--lint finds nothing in them'

# The schema by two roads: a reader of our own of its keywords, and jsonschema where python3 has it. What the files say, and what
# each change of them below makes of it.
files=$(for f in adagrad adahessian adam amsgrad ftrl momentum sgd; do echo "$vectors/$f.json"; done)
# shellcheck disable=SC2086  # several files
perl tests/json-schema.pl "$vectors/schema.json" $files 2>"$dir/err"
ok 'they follow schema.json'
jsonschema=
if python3 -c 'import jsonschema' 2>/dev/null; then
    jsonschema=yes
    cat >"$dir/validate.py" <<'P'
import json, sys, jsonschema
v = jsonschema.Draft202012Validator if hasattr(jsonschema, "Draft202012Validator") else jsonschema.Draft7Validator
schema = json.load(open(sys.argv[1]))
v.check_schema(schema)
sys.exit(any(not v(schema).is_valid(json.load(open(f))) for f in sys.argv[2:]))
P
    # shellcheck disable=SC2086
    python3 "$dir/validate.py" "$vectors/schema.json" $files
    ok 'jsonschema says so too, and that it is a schema'
else
    skip 'and by jsonschema' 'no python3 jsonschema: schema.json tried by our own reader alone'
fi

# breaks WHAT SED-EXPRESSION WHERE : sgd.json with that change no longer follows the schema
breaks() {
    sed "$2" "$vectors/sgd.json" >"$dir/broken.json"
    ! cmp -s "$vectors/sgd.json" "$dir/broken.json" && ! perl tests/json-schema.pl "$vectors/schema.json" "$dir/broken.json" 2>"$dir/err" &&
        grep -qF "$3" "$dir/err" && { [ -z "$jsonschema" ] || ! python3 "$dir/validate.py" "$vectors/schema.json" "$dir/broken.json"; }
    ok "schema: $1"
}
breaks 'const' '1s/vectors.1/vectors\/2/' '$.format: expected sgl-vectors/1'
breaks 'enum' '1,3s/"optimizer":"sgd"/"optimizer":"nadam"/' '$.optimizer: expected one of sgd'
breaks 'minimum' '1,3s/"cases":[0-9]*/"cases":0/' '$.cases: 0; expected at least 1'
breaks 'integer' '1,3s/"cases":\([0-9]*\)/"cases":\1.5/' '$.cases: number; expected integer'
breaks 'a string for an integer' '1,3s/"cases":\([0-9]*\)/"cases":"\1"/' '$.cases: string; expected integer'
breaks 'pattern' '0,/"x1":\["[^"]*"/s//"x1":["0.5"/' '.x1[0]: 0.5; expected ^-?0x'
breaks 'a number in the place of a string' '0,/"x1":\["[^"]*"/s//"x1":[0.5/' '.x1[0]: number; expected string'
breaks 'required' '0,/"low":/s//"lower":/' '.float32'
breaks 'no more properties' '0,/"comment":/s//"remark":"x","comment":/' 'remark is not expected'
breaks 'minLength' '0,/"hunts":"[^"]*"/s//"hunts":""/' '.hunts: shorter than 1'
breaks 'minItems' '0,/"flags":\[[^]]*\]/s//"flags":[]/' '.flags: expected at least 1'
breaks 'boolean' '0,/"conforming":true/s//"conforming":1/' '.conforming: integer; expected boolean'
sed 's/"minLength"/"maxLength"/' "$vectors/schema.json" >"$dir/schema.json"
! perl tests/json-schema.pl "$dir/schema.json" "$vectors/sgd.json" 2>"$dir/err" && grep -q 'keyword maxLength is not known here' "$dir/err"
ok 'a keyword that our reader does not know is an error'

# slip WHAT SED-EXPRESSION SAYS : momentum.json with that change, its hash renewed, is found out
slip() {
    rm -rf "$dir/bad"
    cp -r "$dir/made" "$dir/bad"
    sed "$2" "$dir/made/momentum.json" >"$dir/bad/momentum.json"
    hash=$(sha256sum "$dir/bad/momentum.json" | cut -d' ' -f1)
    sed "s/^[0-9a-f]*  momentum.json/$hash  momentum.json/" "$dir/made/SHA256SUMS" >"$dir/bad/SHA256SUMS"
    ! cmp -s "$dir/made/momentum.json" "$dir/bad/momentum.json" && "$assay" vectors --lint "$dir/bad" >"$dir/out" 2>"$dir/err"
    [ $? -eq 1 ] && grep -q "momentum.json: $3" "$dir/err"
    ok "--lint: $1"
    grep -q "momentum.json: $3" "$dir/err" || sed 's/^/# /' "$dir/err"
}
slip 'another format' '1s/vectors.1/vectors\/2/' 'the file: format'
slip 'an id of another variant' '0,/"id":"momentum-table1/s//"id":"sgd-table1/' 'sgd-table1/lambdas-none: id'
slip 'an id twice' 's/momentum-table1.lambdas-1"/momentum-table1\/lambdas-none"/' 'momentum-table1/lambdas-none: id: it is there twice'
slip 'a flag that nobody explains' '0,/"flags":\["NoLambda"/s//"flags":["Lambda0"/' 'momentum-table1/lambdas-none: flag Lambda0'
slip 'a flag that is not true' '0,/"flags":\["NoLambda"/s//"flags":["Lambda1"/' 'momentum-table1/lambdas-none: flags of the lambdas'
slip 'a decimal number' '0,/"x1":\["[^"]*"/s//"x1":["0.5"/' 'momentum-table1/lambdas-none: x1'
slip 'a number that is no float32' '0,/"x1":\["[^"]*"/s//"x1":["0x1.00000000001p+0"/' 'momentum-table1/lambdas-none: x1'
slip 'a number too few' '0,/"x1":\["[^"]*",/s//"x1":[/' 'momentum-table1/lambdas-none: x1'
slip 'an x outside its interval' '0,/"float32":{"x":\[\["[^"]*"/s//"float32":{"x":[["0x1p+20"/' 'momentum-table1/lambdas-none: float32: step 1, entry 0'
slip 'a pattern that is not so' '0,/"zero":\["./s//"zero":["0/' 'momentum-table1/lambdas-none: float32: step 1, entry 0'
slip 'a case too few' '1,3s/"cases":[0-9]*/"cases":7/' 'the file: cases'
slip 'a group that is empty' '0,/"groups":\[0,2,4\]/s//"groups":[0,0,4]/' 'momentum-table1/lambdas-none: groups'
slip 'no JSON' '5s/{/[/' 'the file: line'
cp "$dir/made/SHA256SUMS" "$dir/bad/SHA256SUMS"
"$assay" vectors --lint "$dir/bad" >"$dir/out" 2>"$dir/err"
[ $? -eq 1 ] && grep -q 'momentum.json: .*SHA256SUMS' "$dir/err"
ok '--lint: a hash that is another'

"$assay" vectors --help | grep -q 'assay vectors --emit vectors'
ok '--help teaches by example'
for words in '' '--list --emit x' '--list x' '--emit' '--what'; do
    # shellcheck disable=SC2086
    "$assay" vectors $words >"$dir/out" 2>"$dir/err"
    [ $? -eq 2 ] && [ ! -s "$dir/out" ] && [ -s "$dir/err" ]
    ok "usage: vectors $words"
done
"$assay" vectors --emit "$dir/list/x" >"$dir/out" 2>"$dir/err"
[ $? -eq 4 ] && [ "$(wc -l <"$dir/err")" -eq 1 ]
ok 'a folder that cannot be made'

finish
