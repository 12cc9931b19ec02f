import Foundation
import Gallery
import Records
public import Vocabulary

extension Home {
    /// What the recogniser in use says of its templates.
    struct TemplateKind {
        let model: ModelID
        let length: Int
    }

    /// The templates of one model, as they are now, to be searched. Nil when nothing was enrolled yet.
    func galleryForReading(_ kind: TemplateKind) throws -> FileGallery? {
        guard hasGallery(kind.model) else { return nil }
        return try openGalleries.gallery(of: kind.model) {
            try FileGallery.open(
                directory: galleryDirectory(kind.model).path, model: kind.model, dimensions: kind.length,
                access: .reading)
        }
    }

    /// Lets go of what was erased since the last search, by whatever process. For those who keep a home open.
    public func letGoOfRemovedTemplates() throws { try openGalleries.refresh() }

    /// Reads the templates of a model into memory before the first search asks for them.
    public func prepareToSearch(model: ModelID, templateLength: Int) throws {
        _ = try galleryForReading(TemplateKind(model: model, length: templateLength))
    }

    /// The templates of one model, to be added to. The caller holds the home's lock.
    ///
    /// Templates come to the gallery before their records are committed. So after a crash the gallery may hold faces
    /// that no record knows: those with ids above the last one committed. They go, and their photos are indexed again.
    func galleryForWriting(_ kind: TemplateKind) throws -> FileGallery {
        let committed = try records.lastFace()
        // Where faces are on record, an absent gallery was lost: a new, empty one would hide that.
        guard committed == nil || hasGallery(kind.model) else { throw Self.inconsistent }
        let gallery = try FileGallery.open(
            directory: galleryDirectory(kind.model).path, model: kind.model, dimensions: kind.length, access: .writing)
        guard (gallery.lastFace ?? FaceID(0)) >= (committed ?? FaceID(0)) else { throw Self.inconsistent }
        let orphans = gallery.faces(after: committed)
        if !orphans.isEmpty { try gallery.remove(Set(orphans)) }
        return gallery
    }

    /// The templates of one model, to be removed, whatever recogniser is in use now. The caller holds the home's lock.
    func galleryForErasing(_ model: ModelID) throws -> FileGallery {
        guard hasGallery(model) else { throw Self.inconsistent }
        let length = try FileGallery.dimensions(inDirectory: galleryDirectory(model).path)
        return try galleryForWriting(TemplateKind(model: model, length: length))
    }

    /// Removes templates of faces that are not on record: those of a gallery that was put back from a backup, say, which may
    /// hold what was erased since. The caller holds the home's lock.
    func removeUnknownTemplates() throws {
        let models = try records.look { try $0.models() }
        for model in models where hasGallery(model) {
            let gallery = try galleryForErasing(model)
            let unknown = try records.look { try $0.unknown(among: gallery.faces(after: nil)) }
            if !unknown.isEmpty { try gallery.remove(unknown) }
        }
        try letGoOfRemovedTemplates()
    }

    static let inconsistent = Failure(
        .homeInconsistent, "The gallery of this recogniser and the records do not hold the same faces.",
        remedy: "Put the home's gallery folder back from a backup, or use the recogniser that the home was made with.")

    private func hasGallery(_ model: ModelID) -> Bool {
        let files = try? FileManager.default.contentsOfDirectory(atPath: galleryDirectory(model).path)
        return files?.isEmpty == false
    }

    private func galleryDirectory(_ model: ModelID) -> URL {
        directory.appending(path: "gallery/\(model.rawValue)", directoryHint: .isDirectory)
    }
}
