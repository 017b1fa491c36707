"""The earlier commits of a company: targets, layout, moves, new names, splits and merges."""

from __future__ import annotations

from tests.analyses.changes.commit_acts import Commit, crlf, edit, rename

RESEARCH = """\
  - id: market-research
    scope: All lines of products
    content:
      - Ask customers and dealers every quarter
      - Compare prices and products of all competitors
"""
OFFERS = """\
  - id: offers
    title: Offers and contracts
    scope: Every request of a customer
    content:
      - Calculate the price and write the offer
      - Negotiate and sign the contract
      - Hand the signed contract to production
    raci: {sales: AR, production: C}
"""
INSPECTIONS = """\
  - id: incoming
    title: Inspect what comes in
    content: [Take samples of every delivery, Block what fails the test]
    raci: {production: AR}
  - id: outgoing
    title: Inspect what goes out
    content: [Measure the finished products, Write the certificate for the customer]
    raci: {production: AR}
"""
SALES, MARKETING, PRODUCTION = (f"charters/{name}.yaml" for name in ("sales", "marketing", "production"))
GROW, SELL, BE_KNOWN = (f"goals/2025/{name}.yaml" for name in ("grow", "sell", "be-known"))
PEOPLE, COMPLAINTS, FAIRS = "people.yaml", "charters/complaints.yaml", "charters/fairs.yaml"
ACTION = "actions/2025/2025-03-01-fix-forecast.yaml"

EARLIER_COMMITS = (
    Commit("The first state", ()),
    Commit(
        "Lower a target openly",
        (
            edit(
                GROW,
                ("target: 100", "target: 90"),
                (
                    "tensions:",
                    """\
adjustments:
  - {date: 2025-03-01, field: kr1.target, from: 100, to: 90, reason: market_change, approved_by: li-na}
tensions:""",
                ),
            ),
        ),
        (
            "changed target goal:grow key_results/kr1/target: 100 -> 90",
            "added decision goal:grow adjustments/0",
        ),
    ),
    Commit(
        "Lower a target without a word",
        (edit(SELL, ("target: 20", "target: 18")),),
        ("changed target goal:sell key_results/kr1/target: 20 -> 18",),
    ),
    Commit(
        "Quote everything that can be quoted",
        (edit(PRODUCTION, ("scope: All plants", 'scope: "All plants"'), ("status: effective", "status: 'effective'")),),
        silent=(PRODUCTION,),
    ),
    Commit("Write a comment", (edit(SELL, ("level:", "# of all regions\nlevel:")),), silent=(SELL,)),
    Commit(
        "Sort the people",
        (lambda files: {**files, PEOPLE: "".join(sorted(str(files[PEOPLE]).splitlines(keepends=True)))},),
        silent=(PEOPLE,),
    ),
    Commit(
        "Put customer care first",
        (
            edit(
                SALES,
                (
                    "  - id: customer-care\n    scope: Customers of all regions\n    raci: {sales: AR, marketing: I}\n",
                    "",
                ),
                (
                    "duties:\n",
                    "duties:\n  - {id: customer-care, scope: Customers of all regions,"
                    " raci: {marketing: I, sales: RA}}\n",
                ),
            ),
        ),
        silent=(SALES,),
    ),
    Commit("Edit on another system", (crlf(BE_KNOWN),), silent=(BE_KNOWN,)),
    Commit(
        "Move market research to Marketing",
        (
            edit(SALES, (RESEARCH + "    raci: {sales: AR, marketing: C}\n    supports: [grow]\n", "")),
            edit(
                MARKETING,
                ("approvals:", RESEARCH + "    raci: {marketing: AR, sales: C}\n    supports: [grow]\napprovals:"),
            ),
            edit(ACTION, ("sales/market-research", "marketing/market-research")),
        ),
        ("moved accountability charter:sales duties/market-research -> charter:marketing duties/market-research",),
    ),
    Commit(
        "Make it version 2",
        (
            edit(
                MARKETING,
                ("version: 1", "version: 2"),
                (
                    "approvals:",
                    "change_log: [{version: 2, date: 2025-03-05, note: Market research is ours}]\napprovals:",
                ),
            ),
        ),
        (
            "changed decision charter:marketing version: 1 -> 2",
            "added decision charter:marketing change_log/0",
        ),
    ),
    Commit(
        "Call it market study",
        (rename("activity:market-research", "market-study"),),
        (
            "renamed editorial activity:market-research -> activity:market-study",
            "renamed editorial charter:marketing duties/market-research -> charter:marketing duties/market-study",
        ),
    ),
    Commit(
        "Shorten an id",
        (rename("person:zhang-wei", "zhang"),),
        ("renamed editorial person:zhang-wei -> person:zhang",),
    ),
    Commit(
        "Marketing is called brand management",
        (rename("department:marketing", "brand"),),
        (
            "renamed editorial charter:marketing -> charter:brand",
            "renamed editorial department:marketing -> department:brand",
        ),
    ),
    Commit(
        "Give goals better names",
        (rename("goal:sell", "more-orders"), rename("goal:grow", "growth")),
        (
            "renamed editorial goal:grow -> goal:growth",
            "renamed editorial goal:sell -> goal:more-orders",
        ),
    ),
    Commit(
        "Number the key results anew by hand",
        (edit("goals/2025/growth.yaml", ("{id: kr2", "{id: kr3"), ("[kr1, kr2]", "[kr1, kr3]")),),
        ("renamed editorial goal:growth key_results/kr2 -> goal:growth key_results/kr3",),
    ),
    Commit(
        "Split offers and contracts",
        (
            edit(
                SALES,
                (
                    OFFERS,
                    """\
  - id: quoting
    title: Offers
    scope: Every request of a customer
    content: [Calculate the price and write the offer]
    raci: {sales: AR, production: C}
  - id: contracts
    title: Contracts
    content: [Negotiate and sign the contract, Hand the signed contract to production]
    raci: {sales: AR, production: C}
""",
                ),
            ),
            edit("handoffs/forecast.yaml", ("sales/offers", "sales/quoting")),
        ),
        (
            "split accountability charter:sales duties/offers"
            " -> charter:sales duties/quoting, charter:sales duties/contracts",
            "changed terms handoff:forecast duty: sales/offers -> sales/quoting",
        ),
    ),
    Commit(
        "Inspect in one place",
        (
            edit(
                PRODUCTION,
                (
                    INSPECTIONS,
                    """\
  - id: inspection
    title: Inspect what comes in and goes out
    content:
      - Take samples of every delivery
      - Block what fails the test
      - Measure the finished products
      - Write the certificate for the customer
    raci: {production: AR}
""",
                ),
            ),
        ),
        (
            "merged accountability charter:production duties/incoming, charter:production duties/outgoing"
            " -> charter:production duties/inspection",
        ),
    ),
    Commit(
        "Go for it",
        (edit(BE_KNOWN, ("status: draft", "status: active\r\nactivated: 2025-03-10")),),
        (
            "changed status goal:be-known status: draft -> active",
            "changed status goal:be-known activated: None -> 2025-03-10",
        ),
    ),
    Commit(
        "Check in",
        (
            edit(
                "goals/2025/more-orders.yaml",
                ("unit: orders}", "unit: orders, checkins: [{date: 2025-03-31, value: 12}]}"),
            ),
        ),
        ("added status goal:more-orders key_results/kr1/checkins/0",),
    ),
)
