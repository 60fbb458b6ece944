"""What the copyright hall knows: in earnest this is its own database."""

TERMINALS = "fac_048YEV4QPQTS9CKBMDKZYM9N7F"
WELDER = "wrk_006PR3M00R4ETNPAEMK5XTETX0"

DAYS = {
    TERMINALS: [
        {"copyrightHallWeekday": "Tuesday", "copyrightHallTotal": 12, "copyrightHallFree": 5},
        {"copyrightHallWeekday": "Thursday", "copyrightHallTotal": 12, "copyrightHallFree": 0},
    ],
}

WORKS = {
    WELDER: [{"copyrightHallNo": "2026-Z-0001", "copyrightHallTitle": "A jig for thin sheets"}],
}
