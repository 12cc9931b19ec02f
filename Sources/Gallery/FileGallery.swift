internal import Synchronization
public import Vocabulary

/// A gallery in one file of a directory of its own; its codes are in memory.
///
/// All functions may be called from any thread at once: searches run beside an enrolment. Only one
/// process at a time may open a gallery for writing, and the caller sees to that. Others may open it for
/// reading meanwhile: they see the faces that were enrolled when they opened it, or last called ``refresh()``.
///
/// docs/gallery.md describes the file byte by byte and derives why no face is missed.
public final class FileGallery: Gallery {
    public enum Access: Sendable {
        case reading
        /// Makes the gallery when there is none.
        case writing
    }

    /// The greatest number of hits that a search can be asked for.
    public static let greatestLimit = 10_000

    public let model: ModelID
    public let dimensions: Int
    let file: SlotFile
    let table: SharedLock<FaceTable>
    /// What the table holds of the file, where it is not this that changes it. Held while the table is brought up to date.
    let seen: Mutex<CommitRecord>
    /// Nil when opened for reading. Whoever changes the gallery holds it from beginning to end.
    private let writer: Mutex<SlotWriter?>

    private init(
        header: GalleryHeader, file: SlotFile, table: FaceTable, seen: CommitRecord, writer: SlotWriter?
    ) {
        model = header.model
        dimensions = header.dimensions
        self.file = file
        self.table = SharedLock(table)
        self.seen = Mutex(seen)
        self.writer = Mutex(writer)
    }

    /// Opens the gallery in `directory`, checks every byte of it that matters, and codes it into memory.
    ///
    /// Opened for writing, what an interruption left behind is put in order: an enrolment that was
    /// never acknowledged is cut off, a removal that had begun is finished.
    ///
    /// - Parameters:
    ///   - directory: Made, readable by its owner only, when it is missing and `access` is writing.
    ///   - model: The recogniser whose templates the gallery holds.
    ///   - dimensions: Floats in one template, 1 to 4,096.
    /// - Throws: ``Failure`` with `gallery.missing`, `gallery.corrupt`, `gallery.unknown-format`,
    ///   `gallery.wrong-model`, `gallery.unreadable`, `gallery.disk-full` or `gallery.write-failed`.
    public static func open(
        directory: String, model: ModelID, dimensions: Int, access: Access
    ) throws -> FileGallery {
        let header = try GalleryHeader(model: model, dimensions: dimensions)
        let file = try SlotFile.open(directory: directory, wanted: header, writable: access == .writing)
        let acknowledged = try file.commitRecord()
        let (table, unwiped) = try file.load(acknowledged)
        var writer: SlotWriter?
        if access == .writing {
            writer = try SlotWriter(file: file, acknowledged: acknowledged)
            try writer?.remove(slots: unwiped)
        }
        return FileGallery(header: header, file: file, table: table, seen: acknowledged, writer: writer)
    }

    /// Floats in one template of the gallery in `directory`, whatever is wanted of it.
    /// - Throws: as ``open(directory:model:dimensions:access:)``.
    public static func dimensions(inDirectory directory: String) throws -> Int {
        try SlotFile.header(directory: directory).dimensions
    }

    // MARK: What is there

    /// The greatest id ever enrolled, whether or not that face was removed since. Nil in a new gallery.
    public var lastFace: FaceID? { table.reading { $0.lastFace } }

    /// The enrolled faces with ids greater than `face`, in ascending order; all of them for nil.
    public func faces(after face: FaceID?) -> [FaceID] {
        table.reading { table in
            let first = face.map { table.rows(upTo: $0) } ?? 0
            return (first..<table.count).filter { table.isEnrolled($0) }.map { table.face(at: $0) }
        }
    }

    public func count(in scope: SearchScope) -> Int { table.reading { $0.count(in: scope) } }

    // MARK: Changing

    public func enrol(_ faces: [EnrolledFace]) throws {
        try writer.withLock { writer in
            guard writer != nil else { throw Failure.readOnly() }
            let faces = faces.sorted { $0.id < $1.id }
            guard !faces.isEmpty else { return }
            try check(faces)
            try writer?.append(faces)
            table.changing { table in
                for face in faces { table.append(face.id, face.collection, vector: face.template.vector) }
            }
        }
    }

    private func check(_ faces: [EnrolledFace]) throws {
        var last = lastFace
        for face in faces {
            _ = try coded(face.template)
            guard last.map({ $0 < face.id }) ?? true else {
                throw Failure(
                    .galleryFaceOrder, "A face was to be enrolled under an id that is not new.",
                    remedy: "Enrol faces under ids greater than the gallery's last.")
            }
            last = face.id
        }
    }

    public func remove(_ faces: Set<FaceID>) throws {
        try writer.withLock { writer in
            guard writer != nil else { throw Failure.readOnly() }
            // Out of memory first: a search must not count on a face that it can then no longer read.
            let rows = table.changing { table in
                let rows = faces.compactMap { table.row(of: $0) }.sorted()
                for row in rows { table.remove(row: row) }
                return rows
            }
            // Also what is no longer in memory: an earlier try may have failed on the disk.
            try writer?.remove(slots: rows)
        }
    }

    // MARK: Search

    /// The template of a face; nil when it is not, or no longer, enrolled.
    /// - Parameter grant: leave for this one template.
    public func template(of face: FaceID, on grant: consuming SearchGrant) throws -> Template? {
        _ = consume grant
        guard let row = table.reading({ $0.row(of: face) }) else { return nil }
        let vector = try withUnsafeTemporaryAllocation(byteCount: file.layout.size, alignment: 8) { slot in
            defer { slot.wipe() }
            guard try file.readTemplate(of: face, slot: row, into: slot) != nil else { return [Float]() }
            let floats = file.layout.vector(in: UnsafeRawBufferPointer(slot))
            return Array(UnsafeBufferPointer(start: floats, count: dimensions))
        }
        return vector.isEmpty ? nil : Template(model: model, normalising: vector)
    }

    public func search(
        _ probe: Template, in scope: SearchScope, threshold: Float, limit: Int, on grant: consuming SearchGrant
    ) throws -> [GalleryHit] {
        _ = consume grant
        guard (1...Self.greatestLimit).contains(limit), !threshold.isNaN else {
            throw Failure(
                .galleryWrongLimits, "A search lists 1 to \(Self.greatestLimit) faces above a threshold of -1 to 1.",
                remedy: "Choose a limit and a threshold within these.")
        }
        let search = ExhaustiveSearch(
            probe: probe, codes: try coded(probe), scope: scope, threshold: threshold, limit: limit)
        while true {
            switch try table.reading({ try search.run(in: $0, file: file) }) {
            case .hits(let hits): return hits
            case .removed(let rows): table.changing { table in rows.forEach { table.remove(row: $0) } }
            }
        }
    }

    private func coded(_ template: Template) throws -> QuantisedProbe {
        guard template.model == model, template.vector.count == dimensions else {
            throw Failure.wrongModel("A template of another model cannot be compared with this gallery.")
        }
        guard let codes = QuantisedProbe(template.vector) else { throw Failure.unusableTemplate() }
        return codes
    }
}
