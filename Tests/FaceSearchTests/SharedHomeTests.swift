import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import TransparencyLog

@Suite("Several programs on one home")
struct SharedHomeTests {
    @Test("a log that is kept open goes to others in their turn, and is published when it is closed")
    func log() async throws {
        let stage = try await Stage(.archive)
        let (home, clock) = (stage.home, stage.clock)
        let sam = try await stage.person("sam", [.searcher])
        await home.keepLogOpen()
        let other = try Home.open(at: stage.folder, witnesses: nil, clock: { clock.now })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<3 {
                group.addTask {
                    for number in 0... {
                        if Task.isCancelled { return }
                        _ = try await home.openCase("A\(worker)-\(number)", as: sam)
                    }
                }
            }
            // Each waits 20 seconds at most, and fails then.
            for number in 0..<5 { _ = try await other.openCase("B\(number)", as: sam) }
            group.cancelAll()
            while let end = await group.nextResult() {
                if case .failure(let error) = end, !(error is CancellationError) { throw error }
            }
        }
        try await home.settle()
        await home.closeLog()
        let key = try Home.logVerifierKey(of: stage.folder)
        let head = try Home.publishedLog(of: stage.folder).checkpoint(signedBy: key).checkpoint.head
        #expect(head.size == (try home.loggedEntries()))
        #expect(try home.cases(as: sam).count { $0.reference.hasPrefix("B") } == 5)
    }
}
