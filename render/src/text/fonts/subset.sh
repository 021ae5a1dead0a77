#!/bin/sh
# Makes the fonts of this folder from Inter 4.001, as published on npm (OFL-1.1, see OFL.txt):
#   npm pack @expo-google-fonts/inter@0.4.2 && tar xzf expo-google-fonts-inter-0.4.2.tgz
#   pip install fonttools==4.68.0 brotli==1.2.1
#   sh subset.sh package
# Contextual alternates are left out on purpose: "->" and "3x4" stay as they were written.
set -eu
source=${1:?the unpacked npm package}
features='kern,mark,mkmk,ccmp,locl'
full='U+0020-007E,U+00A0-024F,U+0259,U+0300-036F,U+0370-03FF,U+0400-045F,U+0490-0491,U+1E00-1EFF,U+2000-200B,U+2010-2027,U+202F-203A,U+203C-203E,U+2044,U+205F-2060,U+2070-208E,U+20A0-20BF,U+2100-2122,U+2126,U+212E,U+2150-215E,U+2190-2199,U+21A9-21AA,U+21B5,U+21D0-21D5,U+2202-2265,U+2318,U+23CE,U+2460-2473,U+25A0-25CF,U+2605-2606,U+2610-2612,U+2660-2666,U+2713,U+2717,U+FFFD'
core='U+0020-007E,U+00A0-00FF,U+0152-0153,U+0178,U+2002-2003,U+2009-2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2116,U+2190-2193,U+2212,U+2260,U+2264-2265,U+2713,U+2717'
for pair in 400Regular:Regular 700Bold:Bold; do
    from=$source/${pair%%:*}/Inter_${pair%%:*}.ttf
    to=Inter-${pair##*:}
    options="--layout-features=$features --no-hinting --notdef-outline --no-recalc-timestamp"
    pyftsubset "$from" --unicodes="$full" $options --output-file="$to.ttf"
    pyftsubset "$from" --unicodes="$full" $options --flavor=woff2 --output-file="$to.woff2"
    pyftsubset "$from" --unicodes="$core" $options --flavor=woff2 --output-file="$to-core.woff2"
done
