/// Names for people who do not exist: family names put together from syllables that no register was asked for.
enum InventedNames {
    private static let given = [
        "Mara", "Tobin", "Ilse", "Corwin", "Neva", "Oskar", "Linnea", "Darius", "Petra", "Anselm", "Rosalind", "Emeka",
        "Yuna", "Caspar", "Thandi", "Leopold", "Samira", "Bastian", "Odile", "Kenji", "Freya", "Matteo", "Adaeze",
        "Ivo",
        "Hanna", "Rafiq", "Selma", "Quentin", "Noor", "Alasdair", "Beatriz", "Joren", "Amara", "Viktor", "Delphine",
        "Haruto", "Signe", "Malik", "Clemence", "Tomas", "Ines",
    ]
    private static let stems = [
        "Aver", "Brann", "Caldo", "Dovre", "Elster", "Fenno", "Garro", "Halver", "Isken", "Jorra", "Kessel", "Lorven",
        "Marlo", "Norre", "Ostra", "Pellan", "Quarro", "Renno", "Sorvi", "Tavel", "Ulven", "Varro", "Wexen", "Yorva",
    ]
    private static let endings = [
        "lundt", "wicke", "ringsby", "holtan", "merel", "quista", "dovic", "naro", "sketh", "vanti", "brook", "dale",
        "mont", "feldt", "koro", "shima", "bade", "rieux", "stad",
    ]

    /// As many different names as `given x stems x endings`: 18,696; then they begin again.
    static func name(_ number: Int) -> String {
        // The factors have no common divisor, so the three walk through all their combinations.
        let family = (number * 7 + number / given.count) % (stems.count * endings.count)
        return "\(given[number % given.count]) \(stems[family % stems.count])\(endings[family / stems.count])"
    }
}
