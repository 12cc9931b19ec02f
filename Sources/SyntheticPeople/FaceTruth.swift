public import Vocabulary

/// One face that is on a photo, or the fact that none is: a row of `truth.csv`.
public struct FaceTruth: Hashable, Sendable {
    /// Relative to the folder of `truth.csv`.
    public let path: String
    /// The person's ``Person/id``; nil on a photo of nobody.
    public let person: String?
    /// In pixels of the upright photo; nil on a photo of nobody.
    public let box: Box?

    public static let fileName = "truth.csv"
    static let header = "path,person,x,y,width,height"

    var row: String {
        guard let person, let box else { return "\(path),,,,," }
        func whole(_ value: Float) -> String { String(Int(value.rounded())) }
        return "\(path),\(person),\(whole(box.x)),\(whole(box.y)),\(whole(box.width)),\(whole(box.height))"
    }
}
