public import Foundation
import Inference
import Photos
import Synchronization
import Vocabulary

/// Makes the photos of a plan and writes them into a folder, with a `truth.csv` that says who is where.
public struct ArchiveWriter: Sendable {
    private let studio: Studio

    public init(_ studio: Studio) { self.studio = studio }

    /// The same set gives the same bytes on the same machine.
    /// - Parameters:
    ///   - folder: made when it is not there; must be empty, unless `replacing`.
    ///   - replacing: allows files that this set would write, and no others.
    ///   - progress: told after each photo how many are done, of how many; from any thread, in order.
    /// - Returns: the rows of `truth.csv`, which lies in the folder when all photos do.
    /// - Throws: `synth.folder-not-empty`, `synth.folder-unwritable`, `photo.unwritable`, `inference.failed`;
    ///   cancellation.
    @discardableResult
    public func write(
        _ set: PhotoSet, to folder: URL, replacing: Bool = false,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> [FaceTruth] {
        let destination = Destination(folder)
        try destination.prepare(for: set, replacing: replacing)
        let sittings = SittingRoom(studio, for: set)
        let counter = Mutex(0)
        let truth = try await withThrowingTaskGroup(of: (Int, [FaceTruth]).self) { tasks in
            var rows = [[FaceTruth]](repeating: [], count: set.photos.count)
            var next = 0
            // One photo more than there are cores: its portraits are made while the others are put together.
            while next < min(InferenceEngine.cores + 1, set.photos.count) {
                let number = next
                tasks.addTask { (number, try await make(set.photos[number], sittings, destination)) }
                next += 1
            }
            while let (number, faces) = try await tasks.next() {
                rows[number] = faces
                counter.withLock { done in
                    done += 1
                    progress(done, set.photos.count)
                }
                if next < set.photos.count {
                    let number = next
                    tasks.addTask { (number, try await make(set.photos[number], sittings, destination)) }
                    next += 1
                }
            }
            return rows.flatMap { $0 }
        }
        let lines = [FaceTruth.header] + truth.map(\.row)
        try destination.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: FaceTruth.fileName)
        return truth
    }

    private func make(_ photo: PlannedPhoto, _ room: SittingRoom, _ destination: Destination) async throws
        -> [FaceTruth]
    {
        try Task.checkCancellation()
        var sittings: [Sitting] = []
        for appearance in photo.people { sittings.append(try await room.sitting(of: appearance, for: photo.subject)) }
        var bytes = try PhotoRenderer(photo: photo, sittings: sittings).rendered().encoded(photo.encoding)
        if photo.encoding.format == .gif {
            bytes = GIFMark.marked(bytes, comment: Story.notice, packet: photo.story.packet)
        }
        try destination.write(bytes, to: photo.path)
        guard !photo.people.isEmpty else { return [FaceTruth(path: photo.path, person: nil, box: nil)] }
        return zip(photo.people, sittings).map { appearance, sitting in
            FaceTruth(
                path: photo.path, person: appearance.person.id, box: appearance.place.faceBox(sitting.position))
        }
    }
}
