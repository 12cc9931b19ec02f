public import Vocabulary

/// A face as a gallery takes it in.
public struct EnrolledFace: Sendable {
    public var id: FaceID
    public var collection: CollectionID
    public var template: Template

    public init(id: FaceID, collection: CollectionID, template: Template) {
        self.id = id
        self.collection = collection
        self.template = template
    }
}
