public import Records
public import Vocabulary

/// Which probes show the same face, and which a protected person. For oversight only: no face, no template, ids and numbers.
public struct ProbeLikeness: Sendable {
    /// The group of each search whose probe's template is kept, by the search's id. Numbers hold within one answer.
    public let groups: [String: Int]
    /// Searches whose probe resembles a protected person, in order of the searches.
    public let resemblances: [Resemblance]
    /// Boxes that did not open: damaged, or put in another's place.
    public let unreadable: Int

    public struct Resemblance: Hashable, Sendable {
        public let search: String
        public let person: ProtectedPersonRef
        /// Cosine, -1 to 1.
        public let similarity: Float

        public init(search: String, person: ProtectedPersonRef, similarity: Float) {
            self.search = search
            self.person = person
            self.similarity = similarity
        }
    }

    public init(groups: [String: Int] = [:], resemblances: [Resemblance] = [], unreadable: Int = 0) {
        self.groups = groups
        self.resemblances = resemblances
        self.unreadable = unreadable
    }
}
