/// Why a photo was taken, as a press archive would have it.
struct Occasion: Hashable {
    /// Ends a caption: "... at the opening of the ferry museum".
    let phrase: String
    /// Names a file or a folder.
    let slug: String

    static let withPeople = [
        Occasion(phrase: "at the opening of the ferry museum", slug: "ferry-museum"),
        Occasion(phrase: "before the town council's session on the new bridge", slug: "bridge-session"),
        Occasion(phrase: "after the rowing finals", slug: "rowing-finals"),
        Occasion(phrase: "at the harvest fair", slug: "harvest-fair"),
        Occasion(phrase: "during a rehearsal of the choir", slug: "choir-rehearsal"),
        Occasion(phrase: "at the dockworkers' assembly", slug: "dock-assembly"),
        Occasion(phrase: "at the school's anniversary", slug: "school-anniversary"),
        Occasion(phrase: "in the studio of the local radio station", slug: "radio-studio"),
        Occasion(phrase: "during the survey of the old mills", slug: "mill-survey"),
        Occasion(phrase: "at the book fair", slug: "book-fair"),
        Occasion(phrase: "on the night of the election", slug: "election-night"),
        Occasion(phrase: "at the volunteers' thanks evening", slug: "volunteers"),
    ]

    static func of(_ scene: EmptyScene) -> Occasion {
        switch scene {
        case .landscape: Occasion(phrase: "Hills behind the lake", slug: "lake-view")
        case .stillLife: Occasion(phrase: "Fruit for the market page", slug: "market-fruit")
        case .texture: Occasion(phrase: "Boards of the old boathouse", slug: "boathouse-boards")
        }
    }

    /// Folders that bundle photos by project instead of by year.
    static let projects = ["harbour-heritage", "festival", "portrait-series", "council-desk", "agency-scans"]
}
