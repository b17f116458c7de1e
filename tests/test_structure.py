"""The structure of the project: imports point one way, locks carry no address, the wheel carries the client."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent


def test_imports_point_one_way() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_no_module_is_imported_by_what_it_imports() -> None:
    """Imports for types alone and within functions count too."""
    graph = grimp.build_graph("convener", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1][::-1]))


def test_the_domain_is_in_wings() -> None:
    files = [file.name for file in (ROOT / "src/convener/domain").glob("*.py")]
    assert len(files) <= 12, f"these should be in a folder of the domain: {sorted(files)}"


def test_no_file_has_more_than_500_lines() -> None:
    released = {"0002_the_live_meeting_tables.py"}
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    long = [str(file.relative_to(ROOT)) for file in files if len(file.read_text("utf-8").splitlines()) > 500]
    assert [name for name in long if Path(name).name not in released] == []


def test_one_module_decides_whose_objects_one_may_manage() -> None:
    """What roles may do to the objects of others is asked of ``domain/authorization.py``."""
    deciding = {"domain/permissions.py"}
    source = ROOT / "src/convener"
    asking = {
        str(file.relative_to(source)) for file in source.rglob("*.py") if "MANAGE_ANY_" in file.read_text("utf-8")
    }
    assert asking == deciding


def test_auth_alone_proves_who_calls_and_counts_what_fails() -> None:
    """A face reads credentials from its protocol and hands them to ``auth/``."""
    proving = re.compile(
        r"authenticate_client|authenticate_writing_client|find_signed_in_user|redeem_ticket\(session|verify_user_password"
        r"|verify_password|limits\.(password|meeting_password|code|ticket|client|link|entry|call)\b"
    )
    source = ROOT / "src/convener"
    outside = [
        str(file.relative_to(source))
        for file in source.rglob("*.py")
        if file.relative_to(source).parts[0] not in ("auth", "domain") and proving.search(file.read_text("utf-8"))
    ]
    assert outside == []


def test_whatever_ends_in_a_conflict_is_done_again() -> None:
    """On PostgreSQL a transaction may be taken back because of another one. Jobs, calls of ``/api/v1`` that are not
    asynchronous, and messages of the published APIs are done again as a whole (``storage/database.py``, ``repeated``);
    all else that writes while the server runs does so by ``Database.transact``."""
    source = ROOT / "src/convener"
    starting = {"server.py": 1, "jobs/worker.py": 1}
    done_again = {"apis/live_meeting/dispatch.py": 2, "apis/liveminutes/dispatch.py": 2}
    found: dict[str, int] = {}
    for file in source.rglob("*.py"):
        name = str(file.relative_to(source))
        if name.startswith(("cli/", "diagnostics/", "backup/", "jobs/kinds/")):
            continue
        tree = ast.parse(file.read_text("utf-8"))
        repeated_calls: set[ast.AST] = set()
        if name.startswith("apis/rest/v1/routes/"):
            repeated_calls = {inner for one in tree.body if _is_handler(one) for inner in ast.walk(one)}
        elif name == "jobs/context.py":
            repeated_calls = {
                inner for one in ast.walk(tree) if _is_named(one, {"write", "finish"}) for inner in ast.walk(one)
            }
        count = sum(_opens_a_write(node) for node in ast.walk(tree) if node not in repeated_calls)
        if count:
            found[name] = count
    assert found == starting | done_again


def _is_named(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name in names


def _is_handler(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        word.arg == "sync_to_thread"
        for one in node.decorator_list
        if isinstance(one, ast.Call)
        for word in one.keywords
    )


def _opens_a_write(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Attribute) and node.attr in ("write", "write_briefly")):
        return False
    of = node.value
    return (of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")) in ("database", "_database")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_locks_carry_no_address_of_an_index(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "options name an index or a folder of this machine"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_locks_have_hashes_of_all(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+(.*)\n(.*)", text, re.MULTILINE)
    assert pinned
    assert all(end.endswith(" \\") and "--hash=sha256:" in next_line for end, next_line in pinned)


def test_the_client_lock_carries_no_address_of_an_index() -> None:
    assert '"resolved"' not in (ROOT / "client/package-lock.json").read_text()


def test_the_wheel_carries_the_client(tmp_path: Path) -> None:
    """``pip install`` of the wheel and ``convener serve`` work without Node."""
    if not (ROOT / "src/convener/web/static/index.html").is_file():
        pytest.fail("the client is not built: make setup")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "convener/web/static/index.html" in names
    assert "convener/web/static/convener-embed.js" in names
    assert any(name.startswith("convener/web/static/assets/") and name.endswith(".js") for name in names)
    assert any(name.startswith("convener/storage/migrations/versions/0001") for name in names)
