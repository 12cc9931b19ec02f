internal import Glibc
internal import Vocabulary

/// The one file of a gallery: a header, two copies of the commit record, then slots.
///
/// Knows where things stand and how the system reports trouble; what a change means, and in which
/// order its parts reach the disk, is `SlotWriter`'s.
package final class SlotFile: Sendable {
    package static let name = "faces.gallery"
    /// Where slot 0 begins.
    package static let firstSlot = 3 * 4096

    let header: GalleryHeader
    let layout: SlotLayout
    private let path: String
    private let descriptor: Int32

    private init(header: GalleryHeader, path: String, descriptor: Int32) {
        self.header = header
        self.path = path
        self.descriptor = descriptor
        layout = SlotLayout(dimensions: header.dimensions)
    }

    deinit { close(descriptor) }

    // MARK: Opening

    /// Opens the file in `directory`, which must be of the model and dimensions of `wanted`.
    static func open(directory: String, wanted: GalleryHeader, writable: Bool) throws -> SlotFile {
        let path = directory + "/" + name
        var descriptor = Glibc.open(path, (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT, writable {
            try create(directory: directory, path: path, header: wanted)
            descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        }
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw Failure.unreadable(errno) }
            throw Failure(
                .galleryMissing, "There is no gallery here yet.", remedy: "Index some photos first.")
        }
        // From here on the descriptor is closed by deinit, whatever is thrown.
        let file = SlotFile(header: wanted, path: path, descriptor: descriptor)
        guard try file.headerThere() == wanted else {
            throw Failure.wrongModel("The gallery holds templates of another model.")
        }
        return file
    }

    /// What the file in `directory` says that it is.
    static func header(directory: String) throws -> GalleryHeader {
        let path = directory + "/" + name
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.unreadable(errno) }
        // Which header it is given here is no matter: none of its slots is read.
        return try SlotFile(
            header: GalleryHeader(model: ModelID("any"), dimensions: 1), path: path, descriptor: descriptor
        ).headerThere()
    }

    private func headerThere() throws -> GalleryHeader {
        guard try length() >= Self.firstSlot else { throw Failure.corrupt("it is shorter than its header") }
        return try withUnsafeTemporaryAllocation(byteCount: GalleryHeader.size, alignment: 8) { bytes in
            try read(bytes, at: 0)
            return try GalleryHeader(reading: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Makes an empty gallery under another name first: one that exists is always whole.
    private static func create(directory: String, path: String, header: GalleryHeader) throws {
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw Failure.writeFailed(errno) }
        let unfinished = path + ".new"
        if unlink(unfinished) != 0, errno != ENOENT { throw Failure.writeFailed(errno) }
        let descriptor = Glibc.open(unfinished, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == ENOSPC ? Failure.diskFull() : Failure.writeFailed(errno) }
        let file = SlotFile(header: header, path: unfinished, descriptor: descriptor)
        var start = header.bytes + [UInt8](repeating: 0, count: firstSlot - GalleryHeader.size)
        for offset in CommitRecord.offsets {
            start.replaceSubrange(offset..<offset + CommitRecord.size, with: CommitRecord(sequence: 0, slots: 0).bytes)
        }
        try start.withUnsafeBytes { try file.write($0, at: 0) }
        try file.synchronise()
        guard rename(unfinished, path) == 0 else { throw Failure.writeFailed(errno) }
        try synchronise(directory: directory)
        // The directory itself may be new too.
        try synchronise(directory: directory + "/..")
    }

    private static func synchronise(directory: String) throws {
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.writeFailed(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure.writeFailed(errno) }
    }

    // MARK: Commit records

    /// The newest whole copy of the commit record.
    ///
    /// Another process may be writing one copy, and then the other, as this one reads: what is torn
    /// for that reason is whole a moment later.
    func commitRecord() throws -> CommitRecord {
        for attempt in 0..<10 {
            if attempt > 0 { usleep(2000) }
            let copies = try CommitRecord.offsets.compactMap { offset in
                try withUnsafeTemporaryAllocation(byteCount: CommitRecord.size, alignment: 8) { bytes in
                    try read(bytes, at: offset)
                    return CommitRecord(reading: UnsafeRawBufferPointer(bytes))
                }
            }
            if let newest = copies.max(by: { $0.sequence < $1.sequence }) { return newest }
        }
        throw Failure.corrupt("both copies of its commit record fail their checksums")
    }

    // MARK: Bytes

    func offset(ofSlot slot: Int) -> Int { Self.firstSlot + slot * layout.size }

    func length() throws -> Int { Int(try status().st_size) }

    /// Whether it is still the file at its place: not when another was put there, from a backup for instance.
    func isInPlace() throws -> Bool {
        var there = stat()
        guard stat(path, &there) == 0 else { return false }
        let own = try status()
        return there.st_ino == own.st_ino && there.st_dev == own.st_dev
    }

    private func status() throws -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure.unreadable(errno) }
        return status
    }

    /// Fills `buffer` from `offset`, which must not reach behind the end.
    func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, offset + done)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure.unreadable(errno) }
            guard count > 0 else { throw Failure.corrupt("it ends too early") }
            done += count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, offset + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(errno) }
            done += count
        }
    }

    /// Returns when all that was written is on the disk.
    func synchronise() throws {
        guard fdatasync(descriptor) == 0 else { throw Self.failure(errno) }
    }

    func cut(toSlots slots: Int) throws {
        guard ftruncate(descriptor, offset(ofSlot: slots)) == 0 else { throw Failure.writeFailed(errno) }
    }

    private static func failure(_ error: Int32) -> Failure {
        [ENOSPC, EDQUOT, EFBIG].contains(error) ? .diskFull() : .writeFailed(error)
    }
}
