"""Writes files of hostile bytes into a folder: what no registry should publish and some mirror does."""
import os
import random
import sys

folder = sys.argv[1]
random.seed(7)
signs = ["\\", "&", "<", ">", "=", "^", "²", "⁹", "³", "½", "Â", "≥", "&lt;", "&#0;", "&#xD800;", "<br>", "<li>", "<sup>",
         "</sup>", "\r", "\n", "\t", " ", "0", "10", "m", "E", "-", ",", ".", "…", "\u200b", "\ufeff", "a", "twenty", "one"]
files = {
    "nul": b"a\0b >\0= 5",
    "lone_cr": b"Inclusion\r\rAge\r\n> 18\r",
    "bom": b"\xef\xbb\xbfAge > 18",
    "bad_utf8": b"\xff\xfe\x80 Age \xe2\x89 > \xc3 18 \xf0\x9f\x98 \xed\xa0\x80 \xc0\xaf",
    "cut": b"Age \xe2\x89",
    "backslashes": b"\\" * 4001,
    "entities": b"&" * 500 + b"&amp;" * 500 + b"&lt;=&gt; or =5 &nbsp;&bogus;&#99999999999;",
    "tags": b"<" * 1000 + b"<b" * 500 + b"<li>x<li>y</li><br/><p class=\"a>b\">10<sup>9</sup>/L",
    "long_word": b"criteria" * 20000,
    "long_number": b"1" * 100000 + b"," * 10 + b"1,2," * 10000 + b"1." * 10000,
    "mixed": "".join(random.choice(signs) for _ in range(30000)).encode("utf-8", "surrogatepass"),
}
for name, content in files.items():
    with open(os.path.join(folder, name + ".txt"), "wb") as out:
        out.write(content)
