import FaceSearch
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("One request is about one person")
struct RequestOnePersonTests {
    @Test("a second photo of the person is searched with; one of somebody else is not, and nothing is logged of it")
    func otherFace() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let home = stage.home
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas)
        let ref = try await home.receiveRequest(RequestDraft(kind: .access, reference: "DSR-1"), as: cas).ref
        try await home.identifyRequest(ref, by: .inPersonDocument, as: cas)
        func search(_ photo: [UInt8]) async -> String? {
            await stage.outcome {
                _ = try await home.searchForRequest(ref, photo: photo, as: cas, with: studio.analyzer)
            }
        }
        #expect(await search(studio.portrait) == nil)
        let size = try home.loggedEntries()
        #expect(await search(studio.stranger) == "request.other-face")
        #expect(try home.loggedEntries() == size)
        #expect(await search(studio.again) == nil)
        #expect(try home.request(ref, as: cas).searches.count == 2)
        // Another person's request is a request of their own.
        let other = try await home.receiveRequest(RequestDraft(kind: .access, reference: "DSR-2"), as: cas).ref
        try await home.identifyRequest(other, by: .inPersonDocument, as: cas)
        let asked = await stage.outcome {
            _ = try await home.searchForRequest(other, photo: studio.stranger, as: cas, with: studio.analyzer)
        }
        #expect(asked == nil)
    }

    @Test("of searches that begin at the same moment with photos of different people, one person's are kept and shown")
    func atOnce() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas)
        // As several processes have it open.
        let homes = try [stage.home, Home.open(at: stage.folder)]
        for round in 0..<6 {
            let ref = try await stage.home.receiveRequest(
                RequestDraft(kind: .access, reference: "DSR-\(round)"), as: cas
            ).ref
            try await stage.home.identifyRequest(ref, by: .inPersonDocument, as: cas)
            let photos = [studio.portrait, studio.stranger, studio.again, studio.stranger]
            let outcomes = await withTaskGroup(of: String?.self) { group in
                for (number, photo) in photos.enumerated() {
                    let home = homes[number % 2]
                    group.addTask {
                        await stage.outcome {
                            _ = try await home.searchForRequest(ref, photo: photo, as: cas, with: studio.analyzer)
                        }
                    }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(outcomes.contains(nil))
            #expect(
                outcomes.compactMap(\.self).allSatisfy { ["request.searching", "request.other-face"].contains($0) },
                "\(outcomes)")
            let searches = try stage.home.request(ref, as: cas).searches
            let kept = try searches.compactMap { try stage.home.probe(ofSearch: $0.id, for: ref, as: cas)?.photo }
            #expect(kept.count == searches.count, "whoever is not let through has begun nothing")
            #expect(kept.contains(studio.stranger) != kept.contains { $0 != studio.stranger })
            #expect(try !stage.home.isSearching(for: ref))
        }
        let types = try stage.logged().map(\.type)
        #expect(types.count { $0 == "request.search-started" } == types.count { $0 == "request.search-completed" })
        #expect(!types.contains("request.search-interrupted"))
    }

    @Test("of two requests each may be searched for while the other is")
    func twoRequests() async throws {
        let stage = try await Stage(.archive)
        let studio = try await Studio1.shared.value
        let cas = try await stage.person("cas", [.custodian])
        try await stage.fill("press", by: cas)
        var refs: [RequestRef] = []
        for number in 0..<4 {
            let ref = try await stage.home.receiveRequest(
                RequestDraft(kind: .access, reference: "DSR-\(number)"), as: cas
            ).ref
            try await stage.home.identifyRequest(ref, by: .inPersonDocument, as: cas)
            refs.append(ref)
        }
        let found = try await withThrowingTaskGroup(of: Int.self) { group in
            for (ref, photo) in zip(refs, [studio.portrait, studio.stranger, studio.again, studio.stranger]) {
                group.addTask {
                    try await stage.home.searchForRequest(ref, photo: photo, as: cas, with: studio.analyzer)
                        .searches.count
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(found == [1, 1, 1, 1])
    }
}
