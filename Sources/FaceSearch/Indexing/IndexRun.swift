import Foundation
import Gallery
import Photos
import Records
import SystemPackage
import Vocabulary

/// One index run: walks the folders, reads what is new with as many tasks as there are cores, and writes in batches.
struct IndexRun {
    /// Photos are written when this many have gathered, or when this much time has passed.
    private static let batchSize = 64
    private static let batchInterval: Duration = .milliseconds(500)
    /// Each task holds one decoded photo. Two more than the cores keep them busy while tasks wait for the disk or each other.
    private static let width = ProcessInfo.processInfo.activeProcessorCount + 2

    private let request: IndexRequest
    private let collection: CollectionID
    private let records: RecordStore
    private let gallery: FileGallery
    private let sealed: [SealedPerson]
    private let clock: @Sendable () -> Date
    private let tell: @Sendable (IndexProgress) -> Void

    private var progress = IndexProgress()
    private var batch: EnrolmentBatch
    private var lastWrite = ContinuousClock.now
    /// What the records know below the named paths; whatever is left at the end has vanished.
    private var unseen: [[UInt8]: KnownFile] = [:]
    private var placesOfPhoto: [PhotoID: [[UInt8]]] = [:]
    /// Old paths of photos that were found elsewhere, and paths of erased photos.
    private var gone: [[UInt8]] = []
    private var metadataChanges: [PhotoID: PhotoMetadata] = [:]

    init(
        _ request: IndexRequest, into collection: CollectionID, records: RecordStore, gallery: FileGallery,
        after lastFace: FaceID?, sealed: [SealedPerson], clock: @escaping @Sendable () -> Date,
        progress: @escaping @Sendable (IndexProgress) -> Void
    ) {
        self.clock = clock
        self.sealed = sealed
        self.request = request
        self.collection = collection
        self.records = records
        self.gallery = gallery
        tell = progress
        batch = EnrolmentBatch(collection, after: lastFace, sealed: sealed, at: clock())
    }

    /// What was done so far.
    var report: IndexReport { progress.report }

    mutating func run(_ reading: PhotoReading) async throws -> IndexReport {
        for root in request.roots {
            for known in try records.knownFiles(in: collection, under: root.bytes) {
                unseen[known.file.path] = known
                placesOfPhoto[known.photo, default: []].append(known.file.path)
            }
        }
        try countFiles()
        do {
            try await readFiles(reading)
        } catch is CancellationError {
            try writeBatch()
            throw CancellationError()
        }
        try writeBatch()
        try settleVanished()
        try records.updateMetadata(metadataChanges)
        tell(progress)
        return report
    }

    /// A first walk, so that progress can say how much is left. It reads folders only.
    private mutating func countFiles() throws {
        var walk = FolderWalk(request.roots)
        var count = 0
        while let step = walk.next() {
            try Task.checkCancellation()
            if case .file = step { count += 1 }
        }
        progress.total = count
        tell(progress)
    }

    private mutating func readFiles(_ reading: PhotoReading) async throws {
        var walk = FolderWalk(request.roots)
        try await withThrowingTaskGroup(of: (FoundFile, FileOutcome).self) { tasks in
            var running = 0
            var walking = true
            while walking || running > 0 {
                while walking, running < Self.width {
                    try Task.checkCancellation()
                    guard let file = try nextToRead(&walk) else {
                        walking = false
                        break
                    }
                    tasks.addTask { (file, try await reading.read(file)) }
                    running += 1
                }
                guard let (file, outcome) = try await tasks.next() else { continue }
                running -= 1
                try take(outcome, of: file)
            }
        }
    }

    /// The next file that has to be opened: those that are as they were when enrolled are only counted.
    private mutating func nextToRead(_ walk: inout FolderWalk) throws -> FoundFile? {
        while let step = walk.next() {
            switch step {
            case .skipped(let skipped):
                skip(skipped, FileRecord(path: skipped.path.bytes, byteCount: 0, modified: 0))
            case .file(let file):
                guard let known = unseen[file.path.bytes], known.state == .present, known.file == file.record else {
                    return file
                }
                unseen[file.path.bytes] = nil
                progress.report.alreadyEnrolled += 1
                noteMetadata(for: known.photo, at: file)
                advance()
            }
        }
        return nil
    }

    private mutating func take(_ outcome: FileOutcome, of file: FoundFile) throws {
        switch outcome {
        case .otherFile:
            progress.report.otherFiles += 1
        case .unreadable(let failure):
            unseen[file.path.bytes] = nil
            skip(SkippedFile(path: file.path, failure: failure), file.record)
        case .known(let photo):
            takeKnown(photo, at: file)
        case .erased:
            progress.report.suppressedPhotos += 1
            // Whatever was known of this path is over, and nothing new is to be.
            unseen[file.path.bytes] = nil
            gone.append(file.path.bytes)
        case .new(let photo):
            // A twin of it may have been enrolled since it was read.
            if let known = try records.photo(in: collection, sha256: photo.sha256) {
                takeKnown(known, at: file)
            } else {
                takeNew(photo, at: file)
            }
        }
        advance()
        if batch.count >= Self.batchSize || ContinuousClock.now - lastWrite > Self.batchInterval { try writeBatch() }
    }

    private mutating func takeNew(_ photo: ReadPhoto, at file: FoundFile) {
        let given = request.metadata.metadata(for: file.path.bytes) ?? PhotoMetadata()
        unseen[file.path.bytes] = nil
        if batch.add(photo, given.filled(from: photo.metadata), at: file) {
            progress.report.suppressedFaces += photo.erasedFaces
        } else {
            progress.report.duplicates += 1
        }
    }

    private mutating func takeKnown(_ photo: PhotoID, at file: FoundFile) {
        let before = unseen.removeValue(forKey: file.path.bytes)
        batch.add(photo, at: file)
        noteMetadata(for: photo, at: file)
        if before?.photo == photo {
            progress.report.alreadyEnrolled += 1
        } else if let old = placesOfPhoto[photo]?.first(where: { unseen[$0] != nil && !Self.exists($0) }) {
            progress.report.moved += 1
            gone.append(old)
            unseen[old] = nil
        } else {
            progress.report.duplicates += 1
        }
    }

    private mutating func settleVanished() throws {
        let vanished = unseen.filter { $0.value.state == .present && !Self.exists($0.key) }.keys
        progress.report.vanished = vanished.count
        let roots = request.roots
        let unreadable = try records.unreadableFiles(in: collection).map(\.file.path).filter { path in
            roots.contains { FilePath(bytes: path).starts(with: $0) } && !Self.exists(path)
        }
        try records.markVanished(in: collection, paths: gone + vanished + unreadable)
    }

    private static func exists(_ path: [UInt8]) -> Bool {
        var status = stat()
        return FilePath(bytes: path).withPlatformString { lstat($0, &status) } == 0
    }

    private mutating func noteMetadata(for photo: PhotoID, at file: FoundFile) {
        if let given = request.metadata.metadata(for: file.path.bytes) { metadataChanges[photo] = given }
    }

    private mutating func skip(_ skipped: SkippedFile, _ file: FileRecord) {
        progress.report.skipped.append(skipped)
        batch.add(skipped.failure, at: file)
    }

    private mutating func advance() {
        progress.done += 1
        tell(progress)
    }

    private mutating func writeBatch() throws {
        lastWrite = .now
        guard batch.count > 0 else { return }
        try batch.write(to: gallery, records)
        // Only now may anybody be told that they are enrolled.
        progress.report.enrolledPhotos += batch.photoCount
        progress.report.enrolledFaces += batch.faceCount
        progress.report.withoutFace += batch.withoutFace
        batch = EnrolmentBatch(collection, after: batch.lastFace, sealed: sealed, at: clock())
    }
}
