"""What disks cannot hold, told without one."""

from pathlib import PurePosixPath

import pytest

from crossreel.delivery.disk_limits import file_system_of, needed_bytes, too_large

MOUNTS = """/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sdb1 /media/mei/BUYER\\040DISK vfat rw,uid=1000 0 0
tmpfs /media/mei tmpfs rw 0 0
/dev/sdc1 /media/mei/BUYER\\040DISK/inner exfat rw 0 0
nonsense
"""
GIB4 = 1 << 32


@pytest.mark.parametrize(
    ("folder", "system"),
    [
        ("/home/mei", "ext4"),
        ("/media/mei/BUYER DISK/out", "vfat"),
        ("/media/mei/BUYER DISK", "vfat"),
        ("/media/mei/BUYER DISK 2", "tmpfs"),
        ("/media/mei/BUYER DISK/inner/x", "exfat"),
    ],
)
def test_a_folder_is_of_the_innermost_mount(folder: str, system: str) -> None:
    assert file_system_of(PurePosixPath(folder), MOUNTS) == system


def test_nothing_is_known_of_no_table() -> None:
    assert file_system_of(PurePosixPath("/x"), "") == ""


def test_fat_holds_no_file_of_four_gigabytes() -> None:
    sizes = {"data/small.mp4": GIB4 - 1, "data/large.mp4": GIB4}
    assert too_large(sizes, "vfat") == ["data/large.mp4"]
    for system in ("exfat", "ext4", ""):
        assert too_large(sizes, system) == []


def test_room_is_asked_for_copies_and_for_small_files() -> None:
    assert needed_bytes([], 0) == 0
    assert needed_bytes([1 << 30, 5], 10) == (1 << 30) + 5 + 10 * (64 << 10)
