import Foundation
import Testing

@Suite("A search for somebody who asks that was cut off is told")
struct RequestSearchCutOffTests {
    private func types(_ work: Workspace, about id: String) throws -> [String] {
        let entries = try work.likeness("ledger", "show", "--id", id, "--json").json()["entries"] as? [[String: Any]]
        return try #require(entries).compactMap { $0["type"] as? String }
    }

    @Test("a search for somebody who asks that was killed is closed in the log by whoever searches next")
    func killedSearch() throws {
        let (work, photo) = try Workspace.withCustodian()
        var program = work.program
        program.environment["LIKENESS_SESSION"] = work.path("session.cas")
        let open = "SELECT count(*) FROM request_search WHERE completed IS NULL"
        var cut: [String] = []
        for _ in 0..<20 where cut.count < 2 {
            let id = try work.openRequest("access")
            let before = try work.askRecords(open)
            let run = try program.start(["request", "search", id, photo, "--json"])
            while run.process.isRunning, try work.askRecords(open) == before { usleep(200) }
            run.kill()
            let output = run.finish().output
            guard try work.askRecords(open) > before else { continue }
            #expect(output.isEmpty)
            cut.append(id)
        }
        try #require(!cut.isEmpty)
        #expect(try work.likeness(as: "cas", ["request", "show", cut.last!]).output.contains("1 search not ended"))
        #expect(try work.likeness("doctor").output.contains("begun and not ended"))
        let next = try work.openRequest("access")
        try work.likeness(as: "cas", ["request", "search", next, photo])
        for id in cut {
            #expect(
                try types(work, about: id) == [
                    "request.received", "request.identified", "request.search-started", "request.search-interrupted",
                ])
        }
        // Whose search was killed is searched for as anybody.
        #expect(
            try work.likeness(as: "cas", ["request", "show", cut[0]]).output.contains("look again, it counts as none"))
        try work.likeness(as: "cas", ["request", "search", cut[0], photo])
        #expect(
            try types(work, about: cut[0]).suffix(2) == ["request.search-started", "request.search-completed"])
        #expect(try !types(work, about: next).contains("request.search-interrupted"))
        #expect(try work.likeness("doctor").output.contains("not ended") == false)
        try work.likeness(as: "cas", ["ledger", "verify"])
    }
}
