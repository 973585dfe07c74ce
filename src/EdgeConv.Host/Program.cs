Console.WriteLine("edgeconv");
