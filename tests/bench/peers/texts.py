"""Makes the folders that are checked: a copy of the corpus, the same with one line per file, and many more documents."""

import itertools
import shutil

# Names of places that are not there: two or three of these characters make one.
CHARACTERS = "云岭江川湖山原野林泉石桥亭台楼阁松竹梅兰菊荷桃李杏柳枫桐槐榆"
# What a scraped page has where a paragraph ended.
GAP = "\u3000\u3000"


def copy(corpus, folder):
    """Copies the texts of `corpus`."""
    shutil.copytree(corpus, folder, ignore=shutil.ignore_patterns("*.md"))


def join_lines(broken, joined):
    """Writes every text of `broken` as one line."""
    for path in sorted(broken.rglob("*.txt")):
        to = joined / path.relative_to(broken)
        to.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines()
        to.write_text(GAP.join(line.strip() for line in lines if line.strip()) + "\n", encoding="utf-8")


def multiply(corpus, folder, number):
    """Writes about `number` documents of cities with made-up names, all years of each; says how many they are."""
    cities = itertools.cycle(sorted((corpus / "city").iterdir()))
    names = ("".join(name) for length in (2, 3) for name in itertools.permutations(CHARACTERS, length))
    made = 0
    while made < number:
        city, name = next(cities), next(names)
        own, new = (city.name[:-1], name) if city.name.endswith("市") else (city.name, f"{name}市")
        (folder / f"{name}市").mkdir(parents=True)
        for path in sorted(city.glob("*.txt"))[: number - made]:
            text = path.read_text(encoding="utf-8").replace(own, new)
            (folder / f"{name}市" / path.name).write_text(text, encoding="utf-8")
            made += 1
    return made


def size(folder):
    """Bytes of all texts."""
    return sum(path.stat().st_size for path in folder.rglob("*.txt"))


def count(folder):
    """Number of texts."""
    return sum(1 for _ in folder.rglob("*.txt"))
