import Crypto
import FaceAnalysis
import Foundation
import Photos
import Records
import SystemPackage
import Vocabulary

/// What one file turned out to be.
enum FileOutcome: Sendable {
    /// By name and first bytes no photo.
    case otherFile
    case unreadable(Failure)
    /// A photo that the collection has, by content.
    case known(PhotoID)
    /// A photo that was erased and stays out.
    case erased
    case new(ReadPhoto)
}

/// A photo, read and analysed, on its way to the records and the gallery.
struct ReadPhoto: Sendable {
    let sha256: [UInt8]
    let format: PhotoFormat
    let metadata: PhotoMetadata
    let analysis: PhotoAnalysis
    /// Those of the analysis that were not erased before.
    let faces: [AnalysedFace]
    var erasedFaces: Int { analysis.faces.count - faces.count }
}

/// Reads one file and finds its faces. Any number run side by side.
struct PhotoReading: Sendable {
    let analyzer: FaceAnalyzer
    let collection: CollectionID
    let records: RecordStore
    let suppression: Suppression

    func read(_ file: FoundFile) async throws -> FileOutcome {
        guard looksLikePhoto(file) else { return .otherFile }
        do {
            let bytes = try PhotoFile.read(file.path)
            let sha256 = Array(SHA256.hash(data: bytes))
            if let known = try records.photo(in: collection, sha256: sha256) { return .known(known) }
            if try suppression.isErased(sha256) { return .erased }
            let photo = try Photo(bytes)
            let analysis = try await analyzer.faces(in: photo)
            return .new(
                ReadPhoto(
                    sha256: sha256, format: photo.format, metadata: photo.metadata, analysis: analysis,
                    faces: try suppression.withoutErased(analysis.faces, of: sha256)))
        } catch let failure as Failure where failure.code.kind == .work {
            return .unreadable(failure)
        }
    }

    private func looksLikePhoto(_ file: FoundFile) -> Bool {
        let name = file.path.extension?.lowercased() ?? ""
        return PhotoFormat.fileExtensions.contains(name)
            || PhotoFormat(firstBytes: PhotoFile.firstBytes(file.path)) != nil
    }
}
