#!/bin/sh
# assay step: numbers worked by hand, and every way its input can be wrong.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
# A group of two by hand: z = (-7, -1), |s| = sqrt 50, x = (28/5, 4/5); the enclosure holds both and is narrow.
out=$($assay step --optimizer momentum --set alpha=1 --set gamma=0 --set lambda21=1 --x 0,0 --g=-7,-1)
echo "$out" | grep -q '\[0\] \[5.5999999999999999, 5.6000000000000001\]'; ok 'x_1 = 28/5, rounded outward'
echo "$out" | grep -q 'group 0: not zero'; ok 'the group lives'
echo "$out" | grep -q 'maximum'; [ $? = 1 ]; ok 'a row that momentum has not is not shown'
# The same as JSON, exact numbers: z is a point.
echo '{"optimizer":"momentum","hyperparameters":{"lr":1,"momentum":0,"l21":1},"x":[0,0],"g":[["-0x1.cp+2",-1]]}' |
    $assay step --format json | grep -q '"z":\[\["-0x7p+0","-0x7p+0"\],\["-0x1p+0","-0x1p+0"\]\]'
ok 'JSON, other names and "%a" strings: z exact'
# A recorded path: x_2 given as 1 instead of what step 1 leaves. alpha 1, W = 1: z_2 = (2 - 1*3) + 5 = 4.
echo '{"optimizer":"momentum","hyperparameters":{"alpha":1,"gamma":0},"x":[[3],[1]],"g":[[2],[5]]}' |
    $assay step --format json | grep -q '"z":\[\["0x4p+0","0x4p+0"\]\]'
ok 'x_1 .. x_t recorded: z_t follows from them'
# lambda1 = |z| exactly: zero, decided.
$assay step --optimizer sgd --set alpha=1 --set lambda1=0.5 --set lambda21=1 --x 0 --g 0.5 | grep -q 'group 0: zero'
ok 'a tie with lambda1 is zero'

while IFS='|' read -r input want; do
    got=$(echo "$input" | $assay step 2>&1)
    status=$?
    echo "$got" | grep -qF "$want" && [ $status = 4 ] && [ "$(echo "$got" | wc -l)" = 1 ]
    ok "$want" || echo "# $got"
done <<'EOF'
[]|expected a JSON object
{"optimizer|expected a JSON object
{"optimizer":"adamx","x":[1],"g":[[1]]}|optimizer: "adamx"; expected sgd
{"optimizer":"sgd","hyperparameters":{},"x":[1],"g":[[1]]}|hyperparameters.alpha: missing
{"optimizer":"sgd","hyperparameters":{"alpha":-1},"x":[1],"g":[[1]]}|hyperparameters.alpha: -1; expected a finite number > 0
{"optimizer":"sgd","hyperparameters":{"alpha":1},"x":[1],"g":[[1,2]]}|g: 2 numbers; expected 1
{"optimizer":"sgd","hyperparameters":{"alpha":1},"x":[1],"g":[]}|g: expected a list that is not empty
{"optimizer":"sgd","hyperparameters":{"alpha":1},"x":[],"g":[[]]}|x: expected a list that is not empty
{"optimizer":"sgd","hyperparameters":{"alpha":1},"x":["a"],"g":[[1]]}|x[0]: expected a finite number
{"optimizer":"sgd","variant":"adam-kingma-ba","hyperparameters":{"alpha":1},"x":[1],"g":[[1]]}|variant: no "adam-kingma-ba" for sgd
{"optimizer":"sgd","hyperparameters":{"alpha":1},"group_size":2,"x":[1,2,3],"g":[[1,2,3]]}|group_size
{"optimizer":"adahessian","variant":"adahessian-denominator","hyperparameters":{"alpha":1,"beta1":0,"beta2":0,"epsilon":0},"x":[1],"g":[[1]],"hessian":[[0]]}|divides by W_t + 2 lambda2 = 0
EOF
$assay step --bits 3 2>/dev/null; [ $? = 2 ]; ok '--bits 3 is a usage error'
$assay step --set alpha 2>/dev/null; [ $? = 2 ]; ok '--set without a value is a usage error'

finish
