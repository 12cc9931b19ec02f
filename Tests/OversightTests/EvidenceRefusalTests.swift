import FaceSearch
import Foundation
import Oversight
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Evidence packs that are refused")
struct EvidenceRefusalTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test("are for overseers only, and nothing is logged or written of one that is refused")
    func permission() async throws {
        let stage = try await EvidenceStage()
        for (name, roles) in [
            ("adm", [.administrator]), ("cus", [.custodian]), ("app", [.approver]), ("exa", [.examiner]),
        ]
            as [(String, Set<Role>)]
        {
            let actor = try await stage.stage.person(name + UUID().uuidString.prefix(6), roles)
            let path = stage.folder.appending(path: "refused-\(name)").path
            let request = try stage.period()
            await #expect(throws: Failure(.roleMissing, "", remedy: "")) {
                try await stage.stage.home.exportEvidence(request, to: path, as: actor)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
        let searcher = stage.searcher
        let request = try stage.period()
        await #expect(throws: Failure(.roleMissing, "", remedy: "")) {
            try await stage.stage.home.exportEvidencePage(request, as: searcher)
        }
        #expect(try stage.stage.logged().allSatisfy { $0.type != "evidence.exported" })
    }

    @Test("are refused where something lies already, and above as many entries as were allowed")
    func refusals() async throws {
        let path = stage.folder.appending(path: "full").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: path + "/letter"))
        let request = try stage.period()
        await #expect(throws: Failure(.evidenceExists, "", remedy: "")) {
            try await stage.stage.home.exportEvidence(request, to: path, as: stage.overseer)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["letter"])
        let few = EvidenceRequest(request.scope, mostEntries: 10)
        await #expect(throws: Failure(.evidenceTooLarge, "", remedy: "")) { try await stage.export(few) }
    }
}
