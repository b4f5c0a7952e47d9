"""Catalogue files of stories."""

HEAD = "Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price"
GOOD = "tea,Oolong tea,Tea,,,TEA,20.00"
BROKEN = f"""{HEAD}
{GOOD}
mug,Enamel mug,Kitchen,Size,S,MUG-S,8.00
mug,,,Size,L,MUG-L,cheap
=1+1,燈籠「紅」,Home,,,LAMP,-
"""
