import Foundation
import Testing

@Suite("What is done for somebody who asks is done once, or not at all", .serialized)
struct RequestCutOffTests {
    @Test(
        "whoever asks to be sealed, or watched over, is so once, wherever the answer was cut off",
        arguments: [("sealing", "sealed_person", "seal.added"), ("alert", "protected_person", "protection.added")])
    func once(kind: String, table: String, event: String) throws {
        let (work, photo) = try Workspace.withCustodian()
        let count = "SELECT count(*) FROM \(table)"
        let id = try work.openRequest(kind)
        // The second step fails, as when the process died before it.
        try work.changeRecords(
            """
            CREATE TRIGGER fault BEFORE UPDATE OF decision ON subject_request
            BEGIN SELECT RAISE(ABORT, 'a fault between the steps'); END
            """)
        #expect(try work.run(as: "cas", ["request", "answer", id, "--photo", photo]).exitCode != 0)
        #expect(try work.askRecords(count) == 0)
        try work.changeRecords("DROP TRIGGER fault")
        try work.likeness(as: "cas", ["request", "answer", id, "--photo", photo])
        #expect(try work.askRecords(count) == 1)
        let both = [event, "request.answered"]
        #expect(try work.loggedTypes().filter { both.contains($0) } == both)

        var program = work.program
        program.environment["LIKENESS_SESSION"] = work.path("session.cas")
        for round in 2...6 {
            let id = try work.openRequest(kind)
            let run = try program.start(["request", "answer", id, "--photo", photo])
            // As soon as anything of it can be seen.
            while run.process.isRunning, try work.askRecords(count) < round { usleep(500) }
            run.kill()
            _ = run.finish()
            let isAnswered = "SELECT count(*) FROM subject_request WHERE ref = '\(id)' AND decision = 'answered'"
            #expect(try work.askRecords(isAnswered) == 1, "what is done is answered")
            let again = try work.run(as: "cas", ["request", "answer", id, "--photo", photo])
            #expect(again.errors.contains("[request.ended]"))
            #expect(try work.askRecords(count) == round)
        }
        // What the last one did, and did not live to log, is logged by whoever acts next.
        _ = try work.openRequest(kind)
        try work.likeness(as: "cas", ["ledger", "verify"])
        #expect(try work.loggedTypes().count { $0 == event } == 6)
    }
}
