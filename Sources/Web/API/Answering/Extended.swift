/// A shape that the commands print too, with more members: such as the ids of what it names.
protocol Extended: Encodable, Described {
    associatedtype Base: Encodable
    associatedtype More: Encodable

    var base: Base { get }
    var more: More { get }
}

extension Extended {
    func encode(to encoder: any Encoder) throws {
        try base.encode(to: encoder)
        try more.encode(to: encoder)
    }
}
