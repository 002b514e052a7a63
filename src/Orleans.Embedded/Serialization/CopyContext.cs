using Orleans.Embedded.Calls;

using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Serialization;

/// <summary>One act of copying. What is reached twice is copied once, so identity inside a call is kept.</summary>
internal sealed class CopyContext
{
    private const int InlinePairs = 8;

    private readonly (object Source, object Copy)[] _few = new (object, object)[InlinePairs];
    private Dictionary<object, object>? _many;
    private int _count;

    [field: ThreadStatic]
    private static CopyContext? Spare { get; set; }

    /// <summary>Where the copies will live, if they get there over a wire.</summary>
    public CallPath? Destination { get; private set; }

    public Copiers Copiers => Destination is null ? Copiers.InSilo : Copiers.OverWire;

    public static CopyContext Rent(CallPath? destination)
    {
        var context = Spare ?? new();
        Spare = null;
        context.Destination = destination;
        return context;
    }

    public void Return()
    {
        Array.Clear(_few, 0, Math.Min(_count, InlinePairs));
        _count = 0;
        _many = null;
        Destination = null;
        Spare = this;
    }

    /// <summary>The copy of a value that is declared as <typeparamref name="T"/>.</summary>
    public T Copy<T>(T value) => value is null ? value : Copier<T>.Of(Copiers).Copy(value, this);

    /// <summary>A way of comparing keys; only those that everybody knows get over a wire.</summary>
    public TComparer Carry<TComparer>(TComparer comparer) where TComparer : class => Destination is null
        || comparer.GetType().Assembly == typeof(object).Assembly || TypeRules.IsMarked(comparer.GetType())
        ? comparer
        : throw Copiers.NotFound(comparer.GetType());

    /// <summary>Remembers a copy before its members are copied, so that cycles end.</summary>
    public TCopy Track<TCopy>(object source, TCopy copy) where TCopy : class
    {
        if (_count < InlinePairs)
        {
            _few[_count] = (source, copy);
        }
        else
        {
            _many ??= new(ReferenceEqualityComparer.Instance);
            _many[source] = copy;
        }

        _count++;
        return copy;
    }

    public bool TryGetCopy(object source, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? copy)
    {
        var few = Math.Min(_count, InlinePairs);
        for (var i = 0; i < few; i++)
        {
            if (ReferenceEquals(_few[i].Source, source))
            {
                copy = _few[i].Copy;
                return true;
            }
        }

        copy = null;
        return _many is not null && _many.TryGetValue(source, out copy);
    }
}
