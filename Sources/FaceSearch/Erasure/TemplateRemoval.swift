import Gallery
import Records
import Vocabulary

/// Takes what is marked for erasure out of the gallery, then out of the records. The home is locked.
struct TemplateRemoval {
    private let home: Home
    private var galleries: [ModelID: FileGallery] = [:]

    init(_ home: Home) { self.home = home }

    /// Open for writing, and as long as this lives.
    mutating func gallery(of model: ModelID) throws -> FileGallery {
        if let open = galleries[model] { return open }
        let gallery = try home.galleryForErasing(model)
        galleries[model] = gallery
        return gallery
    }

    /// In this order: a template without records is removed by the next writer, records without a template would be damage.
    mutating func removeMarked() throws {
        for (model, faces) in try home.records.look({ try $0.markedFaces() }) { try gallery(of: model).remove(faces) }
        try home.letGoOfRemovedTemplates()
        try home.records.transaction { try $0.deleteMarked() }
    }
}
