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

    public static CopyContext Rent()
    {
        var context = Spare ?? new();
        Spare = null;
        return context;
    }

    public void Return()
    {
        Array.Clear(_few, 0, Math.Min(_count, InlinePairs));
        _count = 0;
        _many = null;
        Spare = this;
    }

    /// <summary>The copy of a value that is declared as <typeparamref name="T"/>.</summary>
    public T Copy<T>(T value) => value is null ? value : Copier<T>.Declared.Copy(value, this);

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
