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
    let candidates: [Entry]
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
}

extension CandidateListOutput.Entry {
    package init(_ candidate: Candidate) {
        rank = candidate.rank
        similarity = candidate.similarity
        let path = candidate.files.first?.path
        let text = path.flatMap { PathText.exact($0) }
        let metadata = candidate.photo.metadata
        photo = Photo(
            id: candidate.photo.id.rawValue, path: text ?? candidate.displayPath,
            pathBytes: text == nil ? path.map { Data($0) } : nil, collection: candidate.collection.name,
            caption: metadata.caption, credit: metadata.credit, source: metadata.source ?? candidate.collection.source,
            taken: metadata.taken)
        face = Face(id: candidate.face.id.rawValue, box: candidate.face.box.numbers)
    }
}
