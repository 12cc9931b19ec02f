import Synchronization

/// Has portraits made, and keeps those that several photos of a set use.
final class SittingRoom: Sendable {
    private struct Key: Hashable {
        let person: Person
        let shot: Shot
        let isCutOut: Bool
    }

    private let studio: Studio
    private let uses: [Key: Int]
    private let kept = Mutex<[Key: Task<Sitting, any Error>]>([:])

    init(_ studio: Studio, for set: PhotoSet) {
        self.studio = studio
        uses = set.photos.reduce(into: [:]) { uses, photo in
            for appearance in photo.people { uses[Self.key(appearance, photo.subject), default: 0] += 1 }
        }
    }

    func sitting(of appearance: PlannedPhoto.Appearance, for subject: PlannedPhoto.Subject) async throws -> Sitting {
        let key = Self.key(appearance, subject)
        guard uses[key, default: 0] > 1 else { return try await sitting(key) }
        let task = kept.withLock { kept in
            if let task = kept[key] { return task }
            let task = Task { try await sitting(key) }
            kept[key] = task
            return task
        }
        return try await task.value
    }

    private func sitting(_ key: Key) async throws -> Sitting {
        let (portrait, position) = try await studio.portrait(of: key.person, key.shot)
        return Sitting(portrait: portrait, position: position, figure: key.isCutOut ? Figure(portrait) : nil)
    }

    private static func key(_ appearance: PlannedPhoto.Appearance, _ subject: PlannedPhoto.Subject) -> Key {
        Key(person: appearance.person, shot: appearance.shot, isCutOut: subject != .portrait)
    }
}
