import Gallery
import Synchronization
import Vocabulary

/// The galleries that have been searched: each stays in memory for the next search.
final class OpenGalleries: Sendable {
    private let galleries = Mutex<[ModelID: FileGallery]>([:])

    /// As it is now on the disk.
    func gallery(of model: ModelID, open: () throws -> FileGallery) throws -> FileGallery {
        try galleries.withLock { galleries in
            if let gallery = galleries[model], try gallery.refresh() { return gallery }
            // Not two of them in memory at once.
            galleries[model] = nil
            let gallery = try open()
            galleries[model] = gallery
            return gallery
        }
    }

    /// Brings those that are open up to date.
    func refresh() throws {
        try galleries.withLock { galleries in
            for (model, gallery) in galleries where try !gallery.refresh() { galleries[model] = nil }
        }
    }
}
