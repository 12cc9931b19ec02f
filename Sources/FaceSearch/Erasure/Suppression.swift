import FaceAnalysis
import Records
import Rules
import Vocabulary

/// Keeps out of a collection what was erased from it, or from any of its organisation's.
struct Suppression: Sendable {
    let collection: CollectionID
    let organisation: OrganisationRef
    let records: RecordStore
    let key: SuppressionKey

    init(_ collection: CollectionRecord, _ records: RecordStore) throws {
        guard let owner = collection.organisation else { throw Home.unusable }
        self.collection = collection.id
        organisation = owner
        self.records = records
        key = SuppressionKey(try records.look { try $0.suppressionKey() })
    }

    func isErased(_ sha256: [UInt8]) throws -> Bool {
        try records.look {
            try $0.isSuppressed(content: key.content(sha256), in: collection, of: organisation)
        }
    }

    /// The faces of a photo, without those that were erased from it.
    func withoutErased(_ faces: [AnalysedFace], of sha256: [UInt8]) throws -> [AnalysedFace] {
        let erased = try records.look { try $0.suppressedFaces(of: key.content(sha256), by: organisation) }
        guard !erased.isEmpty else { return faces }
        return faces.filter { !key.recognises($0.template, in: sha256, among: erased) }
    }
}
