import FaceAnalysis
package import FaceSearch
import Foundation
import Records
import TransparencyLog
import Vocabulary

/// A candidate list as JSON (docs/json.md).
package struct CandidateListOutput: Encodable {
    package struct Receipt: Encodable {
        let recordedAt: Date
        let probeSHA256: String
        let candidatesSHA256: String
        /// Of the log's entry that says what came of the search.
        let index: Int
        /// C2SP tlog-proof: the entry, its inclusion proof, and the signed checkpoint. Absent while witnesses that are
        /// required have not cosigned.
        let proof: String?
    }

    package struct Probe: Encodable {
        let box: [Float]
        let quality: QualityOutput
    }

    package struct Gallery: Encodable {
        let faces: Int
        let photos: Int
        let collections: [String]
    }

    package struct Entry: Encodable {
        struct Photo: Encodable {
            let id: Int64
            let path: String?
            /// The path's bytes in base64, where they are no text.
            let pathBytes: Data?
            let collection: String
            let caption: String?
            let credit: String?
            let source: String?
            let taken: String?
        }

        struct Face: Encodable {
            let id: UInt64
            let box: [Float]
        }

        let rank: Int
        let similarity: Float
        let photo: Photo
        let face: Face
    }

    let search: String
    let receipt: Receipt
    let probe: Probe
    let gallery: Gallery
    let model: String
    let threshold: Float
    /// Whether the similarities have been related to how often strangers reach them. Not yet in this version.
    let calibrated = false
    private(set) var candidates: [Entry]
    let sheet: String?

    package init(_ list: CandidateList, sheet: String?) {
        search = list.search
        receipt = Receipt(
            recordedAt: list.receipt.recordedAt, probeSHA256: hexadecimal(list.receipt.probeSHA256),
            candidatesSHA256: hexadecimal(list.receipt.candidatesSHA256), index: list.receipt.index,
            proof: list.receipt.proof.map { String(decoding: $0.serialised(), as: UTF8.self) })
        probe = Probe(box: list.probe.box.numbers, quality: QualityOutput(list.probe.quality))
        gallery = Gallery(
            faces: list.gallery.faces, photos: list.gallery.photos, collections: list.gallery.collections.map(\.name))
        model = list.model.rawValue
        threshold = list.threshold
        candidates = list.candidates.map(Entry.init)
        self.sheet = sheet
    }

    /// With others in place of its candidates.
    package func with(_ candidates: [Entry]) -> CandidateListOutput {
        var list = self
        list.candidates = candidates
        return list
    }
}

extension CandidateListOutput.Entry {
    package init(_ candidate: Candidate) {
        self.init(
            candidate.rank, candidate.similarity,
            FaceWithPhoto(face: candidate.face, photo: candidate.photo, files: candidate.files), candidate.collection)
    }

    /// Nil when the face was erased since, or may no longer be seen.
    package init?(_ entry: SearchResults.Entry) {
        guard let face = entry.face, let collection = entry.collection else { return nil }
        self.init(entry.stored.rank, entry.stored.similarity, face, collection)
    }

    private init(_ rank: Int, _ similarity: Float, _ shown: FaceWithPhoto, _ collection: CollectionRecord) {
        self.rank = rank
        self.similarity = similarity
        let path = shown.files.first?.path
        let text = path.flatMap { PathText.exact($0) }
        let metadata = shown.photo.metadata
        photo = Photo(
            id: shown.photo.id.rawValue, path: text ?? shown.displayPath,
            pathBytes: text == nil ? path.map { Data($0) } : nil, collection: collection.name,
            caption: metadata.caption, credit: metadata.credit, source: metadata.source ?? collection.source,
            taken: metadata.taken)
        face = Face(id: shown.face.id.rawValue, box: shown.face.box.numbers)
    }
}
