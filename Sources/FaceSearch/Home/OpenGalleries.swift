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

    /// Brings those that are open up to date; one of which that cannot be is let go.
    func refresh() throws {
        let failure = galleries.withLock { galleries -> (any Error)? in
            var failure: (any Error)?
            for (model, gallery) in galleries {
                do {
                    if try gallery.refresh() { continue }
                } catch { failure = failure ?? error }
                galleries[model] = nil
            }
            return failure
        }
        if let failure { throw failure }
    }
}
