import FaceAnalysis
import Foundation
import Gallery
import Photos
import Records
import Vocabulary

/// Photos gathered until they are worth one write to the disk.
///
/// Order of the two writes: templates first, then records. What the records do not know does not exist: after a crash
/// in between, the next writer removes those templates (see `Home.galleryForWriting`).
struct EnrolmentBatch {
    private var records: IndexBatch
    private var templates: [EnrolledFace] = []
    private var nextFace: UInt64
    private let sealed: [SealedPerson]
    private var photoByContent: [[UInt8]: Int] = [:]

    private let now: Date

    /// - Parameters:
    ///   - sealed: whose faces are to be known.
    ///   - now: from when it is kept.
    init(_ collection: CollectionID, after lastFace: FaceID?, sealed: [SealedPerson], at now: Date) {
        self.now = now
        self.sealed = sealed
        records = IndexBatch(collection: collection, date: now)
        nextFace = (lastFace?.rawValue ?? 0) + 1
    }

    /// Files in the batch, readable or not.
    private(set) var count = 0
    /// Of its photos, those without any face.
    private(set) var withoutFace = 0
    var photoCount: Int { records.photos.count }
    var faceCount: Int { templates.count }
    /// The highest face id given out so far.
    var lastFace: FaceID? { nextFace > 1 ? FaceID(nextFace - 1) : nil }

    /// Returns false when the batch already has a photo of this content: the file is only another place of it.
    mutating func add(_ photo: ReadPhoto, _ metadata: PhotoMetadata, at file: FoundFile) -> Bool {
        count += 1
        if let index = photoByContent[photo.sha256] {
            records.photos[index].files.append(file.record)
            return false
        }
        photoByContent[photo.sha256] = records.photos.count
        if photo.faces.isEmpty { withoutFace += 1 }
        let faces = photo.faces.enumerated().map { take($1, ordinal: $0) }
        var new = NewPhoto(
            sha256: photo.sha256, width: photo.analysis.width, height: photo.analysis.height,
            byteCount: file.byteCount, format: photo.format.rawValue, metadata: metadata, faces: faces,
            files: [file.record])
        new.hasErasedFace = photo.erasedFaces > 0
        for (face, analysed) in zip(faces, photo.faces) {
            let persons = sealed.filter { $0.matches(analysed.template) }.map(\.ref)
            if !persons.isEmpty { new.sealed[face.id] = Set(persons) }
        }
        records.photos.append(new)
        return true
    }

    /// A further, or a new, place of a photo that is enrolled.
    mutating func add(_ photo: PhotoID, at file: FoundFile) {
        count += 1
        records.files.append(IndexBatch.AnotherFile(photo: photo, file: file.record))
    }

    mutating func add(_ failure: Failure, at file: FileRecord) {
        count += 1
        records.unreadable.append(
            UnreadableFile(file: file, code: failure.code.name, reason: failure.reason, noticed: now))
    }

    /// Writes everything. When it returns, all of it survives a crash.
    func write(to gallery: some Gallery, _ store: RecordStore) throws {
        if !templates.isEmpty { try gallery.enrol(templates) }
        let result = try store.commit(records)
        if !result.unusedFaces.isEmpty { try gallery.remove(Set(result.unusedFaces)) }
    }

    private mutating func take(_ face: AnalysedFace, ordinal: Int) -> FaceRecord {
        let id = FaceID(nextFace)
        nextFace += 1
        templates.append(EnrolledFace(id: id, collection: records.collection, template: face.template))
        return FaceRecord(
            id: id, ordinal: ordinal, box: face.box, landmarks: face.landmarks, confidence: face.confidence,
            quality: face.quality, model: face.template.model)
    }
}

extension FoundFile {
    var record: FileRecord { FileRecord(path: path.bytes, byteCount: byteCount, modified: modified) }
}
