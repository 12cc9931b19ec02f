/// Leave for one search. Without one the gallery hands out nothing.
///
/// Only `FaceSearch` makes them, when the log has the search's entry: the initialiser is its own (`@_spi(SearchGrant)`), and a
/// test reads the package's sources for others. Neither copied nor used twice: the search consumes it.
public struct SearchGrant: ~Copyable, Sendable {
    /// The search that it was made for.
    public let search: String

    @_spi(SearchGrant) public init(search: String) { self.search = search }
}
