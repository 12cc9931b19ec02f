import Foundation
import Testing

@Suite("A case's file, by the commands")
struct CaseFileTests {
    @Test("has every search with its receipt, those that found nobody too, the examiners' words and the outcome")
    func wholeCase() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makePeople(
            profile: "investigation",
            [
                ("sam", ["searcher"]), ("ann", ["approver"]), ("cas", ["custodian"]), ("eve", ["examiner"]),
                ("eli", ["examiner"]),
            ])
        let (shown, stranger) = (archive.portraits[0].paths, try #require(archive.portraits.last?.paths.first))
        try work.makeCustody(by: "cas", photos: shown.map { archive.url($0).path })
        try work.likeness(as: "sam", ["case", "open", "K <1>"])
        let id = try work.request(as: "sam", case: "K <1>", searches: 3, purpose: "missing-person")
        try work.likeness(as: "ann", ["authorise", "approve", id, "--reason", "The family asks."])
        func search(_ photo: String, _ threshold: String) throws -> [String: Any] {
            try work.likeness(
                as: "sam",
                [
                    "search", archive.url(photo).path, "--probe-type", "photo", "--authorisation", id, "--threshold",
                    threshold, "--json",
                ]
            ).json()
        }
        let found = try search(shown[0], "0.9")
        let nobody = try search(stranger, "0.99")
        #expect((nobody["candidates"] as? [Any])?.isEmpty == true)
        let searched = try #require(found["search"] as? String)

        let subject = [searched, "1"]
        try work.likeness(as: "sam", ["review", "request"] + subject)
        #expect(try work.likeness(as: "eve", ["review", "list"]).output.hasPrefix(searched))
        try work.likeness(as: "eve", ["review", "show"] + subject + ["--html", work.path("look.html")])
        let look = try String(contentsOfFile: work.path("look.html"), encoding: .utf8)
        #expect(look.components(separatedBy: "data:image/jpeg").count - 1 == 4)
        for outside in ["src=\"http", "href=", "url(", "<script"] { #expect(!look.contains(outside)) }
        try work.likeness(as: "eli", ["review", "show"] + subject + ["--html", work.path("look.html")])
        let verdict = ["--verdict", "supports", "--reasons", "Ears, nose & the scar agree."]
        let first = try work.likeness(as: "eve", ["review", "record"] + subject + verdict)
        #expect(first.output == "Recorded. Waits for examiners.\n")
        #expect(try work.run(as: "sam", ["review", "record"] + subject + verdict).errors.contains("[role.missing]"))
        let confirmed = ["--search", searched, "--rank", "1"]
        let unnamed = try work.run(as: "sam", ["outcome", "record", "K <1>", "--kind", "identified"])
        #expect(unnamed.exitCode == 3 && unnamed.errors.contains("[outcome.no-candidate]"))
        let early = try work.run(as: "sam", ["outcome", "record", "K <1>", "--kind", "identified"] + confirmed)
        #expect(early.exitCode == 3 && early.errors.contains("[outcome.no-finding]"))
        try work.likeness(as: "eli", ["review", "record"] + subject + verdict)
        let bare = try work.run(
            as: "sam", ["outcome", "record", "K <1>", "--kind", "identified", "--text", "A. B."] + confirmed)
        #expect(bare.errors.contains("[outcome.uncorroborated]"))
        try work.likeness(
            as: "sam",
            [
                "outcome", "record", "K <1>", "--kind", "action-taken", "--action", "reunion", "--text",
                "Met her sister.",
                "--corroboration", "Birth certificate, and her own account.",
            ] + confirmed)
        let undeclared = try work.run(
            as: "sam", ["search", archive.url(shown[0]).path, "--authorisation", id])
        #expect(undeclared.errors.contains("[probe.type-undeclared]"))

        let file = try work.likeness(
            as: "ann", ["case", "export", "K <1>", "--json", "--html", work.path("case.html")]
        ).json()
        let parts = try #require(file["authorisations"] as? [[String: Any]])
        let searches = try #require(parts.first?["searches"] as? [[String: Any]])
        #expect(searches.compactMap { $0["search"] as? String } == [searched, nobody["search"] as? String])
        #expect(searches.map { $0["shown"] as? Int } == [1, 0])
        let reviews = try #require(
            (searches[0]["candidates"] as? [[String: Any]])?.first?["reviews"] as? [[String: Any]])
        #expect(reviews.compactMap { $0["examiner"] as? String } == ["eve", "eli"])
        let looks = try #require(searches[0]["looks"] as? [[String: Any]])
        #expect(looks.compactMap { $0["examiner"] as? String } == ["eve", "eli"])
        let refusals = try #require(parts.first?["refusals"] as? [[String: Any]])
        #expect(refusals.compactMap { $0["code"] as? String } == ["probe.type-undeclared"])
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        for search in searches {
            try work.write(Array(try #require(search["proof"] as? String).utf8), to: "receipt")
            try work.likeness("ledger", "verify-receipt", "receipt", "--key", "key")
        }
        let page = try String(contentsOfFile: work.path("case.html"), encoding: .utf8)
        #expect(page.contains("K &lt;1&gt;") && page.contains("nose &amp; the scar") && !page.contains("K <1>"))
        for words in [
            "Nobody, of ", "Birth certificate", "The family asks.", "action-taken: reunion", "(probe.type-undeclared)",
            "Looked at by eli", "tlog-proof@v1",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        for outside in ["src=\"http", "href=", "url(", "<script"] { #expect(!page.contains(outside)) }
        let types = try work.loggedTypes()
        for type in ["review.requested", "review.opened", "outcome.recorded", "case.exported"] {
            #expect(types.contains(type))
        }
        #expect(types.count { $0 == "review.recorded" } == 2)
        // Somebody else's folder is not overwritten.
        try work.write(Array("my notes".utf8), to: "notes.html")
        let refused = try work.run(as: "ann", ["case", "export", "K <1>", "--html", work.path("notes.html")])
        #expect(refused.exitCode == 2 && refused.errors.contains("[sheet.in-the-way]"))
        let folder = try work.run(as: "ann", ["case", "export", "K <1>", "--html", work.folder.path])
        #expect(folder.exitCode == 2 && folder.errors.contains("[sheet.in-the-way]"))
        // A page that cannot be written is found out before a search is taken off the authorisation.
        let nowhere = try work.run(
            as: "sam",
            [
                "search", archive.url(shown[0]).path, "--probe-type", "photo", "--authorisation", id, "--html",
                work.path("nowhere/sheet.html"),
            ])
        #expect(nowhere.errors.contains("[sheet.unwritable]"))
        #expect(try work.likeness(as: "sam", ["authorise", "show", id, "--json"]).json()["used"] as? Int == 2)
    }
}
