public import Vocabulary

/// The templates of every enrolled face, and the search among them.
///
/// All templates of a gallery come from one recogniser. Search is exhaustive and exact: a face whose
/// similarity reaches the threshold and the list is in the list.
public protocol Gallery: Sendable {
    /// How many faces a search in `scope` would look at.
    func count(in scope: SearchScope) -> Int

    /// Adds faces. They are durable, and found by every search that begins later, when this returns;
    /// when it throws, none of them is enrolled.
    ///
    /// - Parameter faces: In any order. Their ids are unique and greater than any that was ever
    ///   enrolled here, removed faces included.
    /// - Throws: ``Failure`` with `gallery.wrong-model`, `gallery.unusable-template`,
    ///   `gallery.face-order`, `gallery.read-only`, `gallery.disk-full` or `gallery.write-failed`.
    func enrol(_ faces: [EnrolledFace]) throws

    /// Removes faces. Their templates are gone from memory and overwritten on disk when this returns.
    ///
    /// A face that is not (or no longer) enrolled is no error, so an interrupted removal can be
    /// repeated. When it throws, some of the faces may be gone.
    ///
    /// - Throws: ``Failure`` with `gallery.read-only`, `gallery.corrupt` or `gallery.write-failed`.
    func remove(_ faces: Set<FaceID>) throws

    /// The faces most similar to `probe`, best first; of equals, the one enrolled first.
    ///
    /// - Parameters:
    ///   - threshold: The least similarity of a hit; -1 asks for any.
    ///   - limit: How many hits at most, 1 to 10,000.
    ///   - grant: leave for this one search.
    /// - Throws: ``Failure`` with `gallery.wrong-model`, `gallery.unusable-template`,
    ///   `gallery.wrong-limits`, `gallery.corrupt` or `gallery.unreadable`.
    func search(
        _ probe: Template, in scope: SearchScope, threshold: Float, limit: Int, on grant: consuming SearchGrant
    ) throws -> [GalleryHit]
}
